package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Within;

public final class NothingIsChecked implements Rule {
    private static final Card CARD = Card.note(
                    "SW413", "a step that is called a check shows something and decides nothing")
            .harm(
                    "It succeeds whatever it shows; whether that was good is left to whoever reads it, and nobody has to.")
            .fix(
                    "Compare the whole word with what is expected, so that the step fails: test, grep -qx, check.command with expect.")
            .wrong("""
                # Verify the containers
                docker ps ◀
                """)
            .right("""
                # Verify the containers
                docker inspect -f '{{.State.Health.Status}}' web | grep -qx healthy
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean shows = act.outer().calls("docker", "ps")
                    || act.outer().calls("docker", "images")
                    || act.outer().calls("compose", "ps")
                    || act.outer().calls("kubectl", "get");
            boolean check = shows
                    && act.invocation().comment().matches("(?is).*\\b(verify|check|ensure|confirm|validate)\\b.*");
            if (check
                    && !act.invocation().pipes()
                    && !act.invocation().within(Within.SUBSTITUTION)
                    && act.invocation().redirects().isEmpty()) {
                found.at(
                        CARD,
                        act.outer().words().getFirst().from(),
                        act.outer().operands().getFirst().to());
            }
        }
    }
}
