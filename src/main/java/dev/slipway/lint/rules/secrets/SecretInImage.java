package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class SecretInImage implements Rule {
    private static final Card CARD = Card.warning("SW513", "a secret is handed to an image's build as an argument")
            .harm("Build arguments stay in the history of the image: whoever can pull it can read them.")
            .fix("Use --secret and RUN --mount=type=secret.")
            .wrong("""
                docker build --build-arg NPM_TOKEN="$NPM_TOKEN" -t registry.corp.net/shop:"$VERSION" . ◀
                """)
            .right("""
                docker build --secret id=npm,env=NPM_TOKEN -t registry.corp.net/shop:"$VERSION" .
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.inner()
                    .all("--build-arg")
                    .flatMap(flag -> flag.value().stream())
                    .filter(value -> SecretNames.isSecret(value.text().replaceFirst("(?s)=.*", "")))
                    .forEach(value -> found.at(CARD, value));
        }
    }
}
