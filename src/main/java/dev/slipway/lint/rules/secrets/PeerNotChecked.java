package dev.slipway.lint.rules.secrets;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Optional;

public final class PeerNotChecked implements Rule {
    private static final Card CARD = Card.warning("SW514", "the other side's certificate or key is not checked")
            .harm(
                    "Whoever stands in between is taken for the server: what is fetched may be anybody's, and what is sent anybody reads.")
            .fix("Name the authority (--cacert) or keep the host's key in known_hosts.")
            .wrong("""
                curl -fsSk https://shop.corp.net/health ◀
                """)
            .wrong("""
                ssh -o StrictHostKeyChecking=no web1 systemctl status shop --no-pager ◀
                """)
            .right("""
                curl -fsS --cacert /etc/ssl/corp.pem https://shop.corp.net/health
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            for (Call call : act.invocation().calls()) {
                unchecked(call).ifPresent(word -> found.at(CARD, word));
            }
        }
    }

    private static Optional<Arg> unchecked(Call call) {
        return switch (call.tool()) {
            case "curl" ->
                call.option("-k", "--insecure")
                        .map(Call.Flag::at)
                        .filter(_ -> call.words().stream()
                                .noneMatch(
                                        word -> word.text().matches("(?s)https?://(localhost|127\\.0\\.0\\.1)\\b.*")));
            case "wget" -> call.option("--no-check-certificate").map(Call.Flag::at);
            case "kubectl", "helm", "argocd" ->
                call.option("--insecure-skip-tls-verify", "--insecure").map(Call.Flag::at);
            case "ssh", "scp", "rsync" ->
                call.words().stream()
                        .filter(word -> word.text().matches("(?s)(-o)?StrictHostKeyChecking=(no|off).*"))
                        .findFirst();
            case "git" ->
                call.words().stream()
                        .filter(word -> word.is("http.sslVerify=false"))
                        .findFirst();
            default -> Optional.empty();
        };
    }
}
