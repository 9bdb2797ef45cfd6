package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class DeletesByWords implements Rule {
    private static final Card CARD = Card.warning("SW623", "names of files are handed to rm as words")
            .harm("A name with a space is two names, and rm deletes something else; without a match rm fails.")
            .fix("find … -delete, or -print0 with xargs -0 -r.")
            .wrong("""
                find /srv/shop/cache -name '*.tmp' | xargs rm -f ◀
                """)
            .right("""
                find /srv/shop/cache -name '*.tmp' -mtime +1 -delete
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean words = act.outer().is("xargs") && !act.outer().has("-0", "--null", "-d", "--delimiter");
            boolean files = act.script()
                    .flatMap(script -> script.before(act.invocation()))
                    .filter(before -> before.inner().isOneOf("find", "ls", "grep", "awk", "head", "tail", "sort"))
                    .isPresent();
            if (words && files && act.inner().isOneOf("rm", "rmdir", "shred", "unlink")) {
                found.at(CARD, act.outer());
            }
        }
    }
}
