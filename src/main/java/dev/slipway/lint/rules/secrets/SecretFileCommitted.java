package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class SecretFileCommitted implements Rule {
    private static final Card CARD = Card.error("SW510", "a file of secrets is added to git")
            .harm(
                    "Everybody who can read the repository has them, and removing the file does not remove them from its history.")
            .fix("Ignore the file, keep it in the secret store of the environment, or commit it encrypted.")
            .wrong("""
                git add .env.production docker-compose.yml ◀
                """)
            .right("""
                git add .env.example docker-compose.yml
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.inner().calls("git", "add")) {
                act.inner().from(1).stream().filter(SecretNames::isFile).forEach(file -> found.at(CARD, file));
            }
        }
    }
}
