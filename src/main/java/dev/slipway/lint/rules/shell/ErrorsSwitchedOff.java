package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;
import java.util.List;

public final class ErrorsSwitchedOff implements Rule {
    private static final Card CARD = Card.warning("SW606", "the block is told to go on after failures")
            .harm(
                    "From here on nothing stops it: each command works on what the failed one left, and the last one alone decides about success.")
            .fix("Take set +e away, or put set -e back right behind the one command that may fail.")
            .wrong("""
                set +e ◀
                systemctl stop shop
                rsync -a /deploy/shop/ /srv/shop/releases/8/
                systemctl start shop
                """)
            .right("""
                set +e
                getent passwd shop
                set -e
                systemctl restart shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            List<Invocation> all = script.invocations();
            for (int i = 0; i < all.size(); i++) {
                boolean off = all.get(i).outer().is("set")
                        && all.get(i).outer().tail().matches("\\+e\\b.*|\\+o errexit.*");
                boolean restored = all.subList(i, all.size()).stream()
                        .anyMatch(each ->
                                each.outer().is("set") && each.outer().tail().matches("-[a-z]*e.*|-o errexit.*"));
                if (off && !restored && all.size() > i + 2) {
                    found.at(CARD, all.get(i).outer());
                }
            }
        }
    }
}
