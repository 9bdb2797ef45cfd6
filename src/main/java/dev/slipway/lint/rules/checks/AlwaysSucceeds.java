package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.runbook.ShellScript.Join;
import dev.slipway.runbook.ShellScript.Within;
import java.util.Locale;
import java.util.Optional;

public final class AlwaysSucceeds implements Rule {
    private static final Card CARD = Card.warning("SW402", "the failure of a check is swallowed")
            .harm("What stands behind || succeeds, so the check never fails: the release goes on past it.")
            .fix("Let it fail; a message can be printed before exit 1.")
            .wrong("""
                curl -fsS http://localhost:8080/health || echo "not healthy" ◀
                """)
            .wrong("""
                ./bin/smoke-test.sh || true ◀
                """)
            .right("""
                curl -fsS http://localhost:8080/health || { echo "not healthy"; exit 1; }
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean quiet = act.outer().isOneOf("true", ":")
                    || (act.outer().isOneOf("echo", "printf")
                            && !act.invocation().pipes());
            boolean swallows = act.invocation().command().before() == Join.OR
                    && quiet
                    && act.invocation().command().after() != Join.AND
                    && !act.invocation().within(Within.GROUP)
                    && !act.invocation().within(Within.SUBSTITUTION);
            Optional<Act> checked = swallows ? story.previous(act) : Optional.empty();
            if (checked.filter(AlwaysSucceeds::checks).isPresent()) {
                found.at(CARD, act.outer());
            }
        }
    }

    /** Tidying up may fail; a check, a migration or a backup may not. */
    private static boolean checks(Act act) {
        boolean tidies = act.inner()
                        .isOneOf(
                                "rm", "mkdir", "grep", "diff", "kill", "pkill", "docker", "userdel", "which", "command",
                                "type")
                || act.does(Fact.Down.class);
        String said = (act.invocation().says() + " " + act.chapter().title() + " "
                        + act.invocation().comment())
                .toLowerCase(Locale.ROOT);
        return !tidies
                && (act.does(Fact.Probe.class)
                        || act.does(Fact.Migrate.class)
                        || act.does(Fact.Dump.class)
                        || said.matches("(?s).*\\b(smoke|test|check|verif|health|valid).*"));
    }
}
