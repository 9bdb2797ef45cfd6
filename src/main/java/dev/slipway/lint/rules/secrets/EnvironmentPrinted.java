package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class EnvironmentPrinted implements Rule {
    private static final Card CARD = Card.warning("SW503", "the whole environment is printed")
            .harm("Passwords and tokens are part of it, and stand in the terminal and in the record of the run.")
            .fix("Print the names alone (env | cut -d= -f1), or use --quiet where only validity is asked about.")
            .wrong("""
                docker compose exec -T web env ◀
                """)
            .wrong("""
                docker compose config ◀
                """)
            .wrong("""
                env | sort ◀
                """)
            .right("""
                docker compose config --quiet
                env | cut -d= -f1
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean all = call.isOneOf("env", "printenv")
                    && call.operands().isEmpty()
                    && call.options().isEmpty();
            boolean resolved = call.calls("compose", "config")
                    && !call.has(
                            "-q",
                            "--quiet",
                            "--services",
                            "--images",
                            "--volumes",
                            "--hash",
                            "--profiles",
                            "--no-interpolate",
                            "-o",
                            "--output",
                            "--environment");
            if ((all || resolved) && Shown.onTerminal(story, act)) {
                found.at(CARD, call);
            }
        }
    }
}
