package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class RedirectWithoutRights implements Rule {
    private static final Card CARD = Card.error("SW621", "sudo does not reach the redirection")
            .harm(
                    "The shell opens the file as the ordinary user, before sudo runs: 'Permission denied', and nothing is written.")
            .fix("Pipe into sudo tee, or run the whole line by sudo sh -c.")
            .wrong("""
                sudo echo "127.0.0.1 shop.local" >> /etc/hosts ◀
                """)
            .right("""
                echo "127.0.0.1 shop.local" | sudo tee -a /etc/hosts
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.invocation()
                    .output()
                    .filter(_ -> act.outer().is("sudo"))
                    .filter(output -> output.file().text().matches("/(etc|usr|root|lib|boot)/.*"))
                    .ifPresent(output -> found.at(CARD, output.file()));
        }
    }
}
