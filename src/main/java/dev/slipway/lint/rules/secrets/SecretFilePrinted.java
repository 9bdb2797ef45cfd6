package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Set;

public final class SecretFilePrinted implements Rule {
    private static final Card CARD = Card.error("SW502", "a file of secrets is printed")
            .harm(
                    "Every password in it stands in the terminal, in the record of the run and in every log that is collected from them.")
            .fix(
                    "Ask only what the step must know: grep -q for a name, cut -d= -f1 for the names, sha256sum or cmp -s to compare.")
            .wrong("""
                cat /srv/shop/.env ◀
                """)
            .wrong("""
                grep -E "TOKEN|PASSWORD" .env.production ◀
                """)
            .wrong("""
                diff .env .env.staging ◀
                """)
            .right("""
                grep -q '^STRIPE_TOKEN=.' /srv/shop/.env
                cut -d= -f1 /srv/shop/.env
                """);

    private static final Set<String> PRINTING =
            Set.of("cat", "less", "more", "head", "tail", "bat", "nl", "strings", "diff", "sdiff");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean prints = PRINTING.contains(call.tool()) && !call.has("-q", "--brief");
            if ((prints || finds(call)) && Shown.onTerminal(story, act)) {
                call.operands().stream()
                        .filter(SecretNames::isFile)
                        .findFirst()
                        .ifPresent(file -> found.at(CARD, file));
            }
        }
    }

    private static boolean finds(Call call) {
        return call.isOneOf("grep", "egrep", "rg")
                && !call.has("-q", "-c", "-l", "-L", "--quiet", "--count")
                && (SecretNames.isSpokenOf(call.operand(0))
                        || call.has("-v")
                        || call.value("-e")
                                .filter(e -> SecretNames.isSpokenOf(e.text()))
                                .isPresent());
    }
}
