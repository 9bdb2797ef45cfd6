package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class SecretFetchedToTerminal implements Rule {
    private static final Card CARD = Card.error("SW504", "a secret is fetched from its keeper to the terminal")
            .harm(
                    "What a vault was meant to keep stands in the terminal and in the record of the run; base64 is no protection.")
            .fix("Hand it to the program that needs it by a pipe or a variable, or list the names alone.")
            .wrong("""
                kubectl get secret shop-db -n shop -o yaml ◀
                """)
            .wrong("""
                aws secretsmanager get-secret-value --secret-id shop/db ◀
                """)
            .wrong("""
                vault kv get secret/shop ◀
                """)
            .right("""
                kubectl get secret shop-db -n shop
                vault kv get -field=token secret/registry | docker login --username ci --password-stdin registry.corp.net
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (fetches(act.inner()) && Shown.onTerminal(story, act)) {
                found.at(CARD, act.inner());
            }
        }
    }

    private static boolean fetches(Call call) {
        return switch (call.tool()) {
            case "kubectl" ->
                call.verb().equals("get")
                        && call.operand(1).matches("secrets?(/.*)?")
                        && call.value("-o", "--output")
                                .filter(out -> out.text().matches("(yaml|json|jsonpath.*|go-template.*)"))
                                .isPresent();
            case "aws" ->
                call.calls("aws", "secretsmanager", "get-secret-value")
                        || (call.calls("aws", "ssm", "get-parameter") && call.has("--with-decryption"));
            case "vault" -> call.calls("vault", "kv", "get") || call.calls("vault", "read");
            case "gcloud" -> call.calls("gcloud", "secrets", "versions", "access");
            case "az" -> call.calls("az", "keyvault", "secret", "show");
            case "sops" ->
                (call.has("-d", "--decrypt") && !call.has("-i", "--in-place", "--output"))
                        || call.verb().equals("decrypt");
            case "ansible-vault" -> call.verb().equals("view");
            case "op" -> call.verb().equals("read");
            case "heroku" -> call.verb().equals("config");
            default -> false;
        };
    }
}
