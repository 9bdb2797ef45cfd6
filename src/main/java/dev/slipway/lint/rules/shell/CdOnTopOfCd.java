package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Within;
import java.util.Optional;

public final class CdOnTopOfCd implements Rule {
    private static final Card CARD = Card.warning("SW609", "a relative cd counts on where the block before it ended")
            .harm(
                    "In one terminal the folders add up, and with a shell for each block they do not: one of the two blocks fails.")
            .fix("Give absolute paths, or put the block into ( … ), so that it ends where it began.")
            .wrong("""
                # Document

                ```bash
                cd api
                ./gradlew check
                ```

                ```bash
                cd web ◀
                pnpm lint
                ```
                """)
            .right("""
                # Document

                ```bash
                (cd api && ./gradlew check)
                ```

                ```bash
                (cd web && pnpm lint)
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (!goes(act)) {
                continue;
            }
            Optional<Act> earlier = story.before(act)
                    .filter(past -> past.inner().is("cd") && !past.script().equals(act.script()))
                    .findFirst();
            if (earlier.filter(CdOnTopOfCd::goes).isPresent() && isFirst(act)) {
                found.at(CARD, act.inner());
            }
        }
    }

    /** Somewhere below, and not back again at the end of its own line. */
    private static boolean goes(Act act) {
        return act.inner().is("cd")
                && act.inner().operand(0).matches("(\\./)?[A-Za-z0-9_].*")
                && !act.invocation().within(Within.GROUP)
                && !act.invocation().within(Within.SUBSTITUTION)
                && act.invocation().carrier().isEmpty();
    }

    private static boolean isFirst(Act act) {
        return act.script()
                .filter(script -> script.invocations().stream()
                        .noneMatch(each -> each.inner().is("cd") && each.from() < act.from()))
                .isPresent();
    }
}
