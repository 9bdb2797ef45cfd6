package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Within;
import java.util.Optional;

public final class CdAlone implements Rule {
    private static final Card CARD = Card.warning("SW608", "a cd ends with its block")
            .harm(
                    "The next block begins in the folder where the runbook was started: relative paths and ./scripts of it are looked for there.")
            .fix("Put cd into the block whose commands need it, or give absolute paths.")
            .wrong("""
                # Document

                ```bash
                cd /srv/shop/current ◀
                ```

                ```bash
                ./bin/reindex --all
                ```
                """)
            .wrong("""
                # Document

                ```bash
                cd /srv/shop/current
                ./bin/reindex --all
                ```

                ```bash
                ./bin/warm-cache ◀
                ```
                """)
            .right("""
                # Document

                ```bash
                cd /srv/shop/current
                ./bin/reindex --all
                ./bin/warm-cache
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean alone = act.inner().is("cd")
                    && act.script()
                            .filter(script -> script.invocations().stream()
                                    .allMatch(each -> each.inner().isOneOf("cd", "pwd")))
                            .isPresent();
            boolean later = story.after(act)
                    .anyMatch(next ->
                            !next.script().equals(act.script()) && !next.inner().is("cd"));
            if (alone && later && !act.invocation().within(Within.GROUP)) {
                found.at(CARD, act.inner());
            } else if (isHere(act) && goesElsewhere(act).isEmpty()) {
                story.before(act)
                        .filter(past -> !past.script().equals(act.script()) && isHere(past))
                        .findFirst()
                        .filter(past -> goesElsewhere(past).isPresent())
                        .ifPresent(_ -> found.at(CARD, act.outer().words().getFirst()));
            }
        }
    }

    /** It starts a program of the folder that it is in. */
    private static boolean isHere(Act act) {
        return act.outer().words().getFirst().text().startsWith("./")
                && act.invocation().carrier().isEmpty();
    }

    private static Optional<Invocation> goesElsewhere(Act act) {
        return act.script().stream()
                .flatMap(script -> script.invocations().stream())
                .filter(each -> each.inner().is("cd") && each.from() < act.from())
                .findFirst();
    }
}
