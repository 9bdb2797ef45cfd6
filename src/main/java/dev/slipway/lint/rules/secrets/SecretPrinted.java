package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class SecretPrinted implements Rule {
    private static final Card CARD = Card.error("SW501", "a secret is printed")
            .harm("It stands in the terminal, in the record of the run and in every log that is collected from them.")
            .fix("Print whether it is set (${TOKEN:+set}), its length or a digest, and never the value.")
            .wrong("""
                echo "$API_TOKEN" ◀
                """)
            .wrong("""
                docker compose exec -T web sh -c 'echo $DATABASE_URL' ◀
                """)
            .wrong("""
                printenv SESSION_SECRET ◀
                """)
            .right("""
                echo "API_TOKEN is ${API_TOKEN:+set}"
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            if (!Shown.onTerminal(story, act)) {
                continue;
            }
            if (call.isOneOf("echo", "printf")) {
                call.operands().stream().filter(SecretNames::reads).findFirst().ifPresent(word -> found.at(CARD, word));
            } else if (call.is("printenv")) {
                call.operands().stream()
                        .filter(word -> SecretNames.isSecret(word.text()))
                        .findFirst()
                        .ifPresent(word -> found.at(CARD, word));
            }
        }
    }
}
