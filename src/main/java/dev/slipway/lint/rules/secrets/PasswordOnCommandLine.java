package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Optional;

public final class PasswordOnCommandLine implements Rule {
    private static final Card CARD = Card.warning("SW507", "a password stands on a command line")
            .harm(
                    "Every user of the machine reads it in the list of processes, and the shell's history and the record of the run keep it.")
            .fix(
                    "Hand it over by standard input, a file that only its owner reads, or the variable that the program knows (PGPASSWORD, MYSQL_PWD, REDISCLI_AUTH).")
            .wrong("""
                mysqldump --single-transaction -p"$DB_PASS" --result-file=/backup/shop.part shop ◀
                """)
            .wrong("""
                curl -fsS -u "admin:$PASSWORD" https://grafana.corp.net/api/health ◀
                """)
            .wrong("""
                docker login --username ci --password "$REGISTRY_TOKEN" registry.corp.net ◀
                """)
            .right("""
                docker login --username ci --password-stdin registry.corp.net < /run/secrets/registry
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            for (Call call : act.invocation().calls()) {
                password(call).ifPresent(word -> found.at(CARD, word));
            }
        }
    }

    private static Optional<Arg> password(Call call) {
        return switch (call.tool()) {
            case "mysql", "mariadb", "mysqldump", "mariadb-dump", "mysqladmin", "mysqlimport" ->
                call.words().stream()
                        .filter(word -> word.text().matches("(?s)-p.+|--password=.+"))
                        .findFirst();
            case "redis-cli" -> value(call, "-a", "--pass");
            case "mongosh", "mongo", "mongodump", "mongorestore" -> value(call, "-p", "--password");
            case "docker", "podman", "helm" ->
                call.operands().stream().anyMatch(word -> word.is("login")) ? login(call) : Optional.empty();
            case "sshpass" ->
                call.words().stream()
                        .filter(word -> word.text().startsWith("-p"))
                        .findFirst();
            case "curl" ->
                value(call, "-u", "--user").filter(user -> user.text().matches("(?s).*:.+"));
            case "wget" -> value(call, "--password", "--http-password");
            case "kubectl" ->
                call.words().stream()
                        .filter(word -> word.text().startsWith("--from-literal=")
                                && SecretNames.isSecret(word.text()
                                        .substring(15)
                                        .replaceFirst("=.*", "")
                                        .replace('-', '_')))
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static Optional<Arg> login(Call call) {
        return call.words().stream()
                .filter(word -> word.text().matches("(?s)-p.*|--password(=.*)?"))
                .findFirst();
    }

    private static Optional<Arg> value(Call call, String... options) {
        return call.value(options).filter(value -> !value.text().isEmpty());
    }
}
