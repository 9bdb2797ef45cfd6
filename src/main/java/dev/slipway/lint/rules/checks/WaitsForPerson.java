package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Set;

public final class WaitsForPerson implements Rule {
    private static final Card CARD = Card.warning("SW406", "this command waits for somebody at a terminal")
            .harm(
                    "Without a terminal it fails or hangs; with one, what is typed there is neither reviewed nor recorded.")
            .fix(
                    "Give it its commands (-c, -e, a file), change files by a command (a .env by env.apply), or make it a question for a person: `- [ ] …`.")
            .wrong("""
                nano /etc/shop/shop.env ◀
                """)
            .wrong("""
                docker exec web python manage.py shell ◀
                """)
            .wrong("""
                docker exec -it db bash ◀
                """)
            .right("""
                docker exec web python manage.py shell -c 'import shop'
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Set<String> EDITORS =
            Set.of("vi", "vim", "nvim", "nano", "pico", "emacs", "joe", "micro", "visudo", "vipw");

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean fed = act.invocation().command().fed();
            Call inner = act.inner();
            if (!fed && waits(inner) && act.invocation().heredocs().findAny().isEmpty()) {
                found.at(CARD, inner);
            } else if (asksForTerminal(act)) {
                found.at(CARD, act.outer());
            }
        }
    }

    private static boolean waits(Call call) {
        if (EDITORS.contains(call.tool())) {
            return !call.has("--version", "-es", "-c", "-s") && !call.operands().isEmpty();
        }
        boolean told = call.has(
                        "-c",
                        "--command",
                        "-f",
                        "--file",
                        "-e",
                        "--execute",
                        "--list",
                        "-l",
                        "--version",
                        "-V",
                        "--help")
                || call.words().stream().anyMatch(word -> word.is("-c"));
        return switch (call.tool()) {
            case "crontab" -> call.has("-e");
            case "kubectl", "oc" -> call.verb().equals("edit");
            case "systemctl" -> call.verb().equals("edit") && !call.has("--stdin");
            case "psql" -> !told && !call.has("-Atc", "-tAc");
            case "mysql", "mariadb" -> !told;
            case "mongosh", "mongo" ->
                !call.has("--eval", "--version")
                        && call.operands().stream()
                                .noneMatch(word -> word.text().endsWith(".js"));
            case "redis-cli" ->
                call.operands().isEmpty() && !call.has("--rdb", "--scan", "--bigkeys", "--stat", "--version", "--pipe");
            case "sqlite3" -> call.operands().size() == 1;
            case "bash", "sh", "zsh" -> call.words().size() == 1;
            case "python", "python3" ->
                call.words().size() == 1
                        || (call.operand(0).endsWith("manage.py")
                                && Set.of("shell", "dbshell", "shell_plus", "createsuperuser")
                                        .contains(call.operand(1))
                                && !told
                                && !call.has("--noinput", "--no-input"));
            case "rails" -> Set.of("console", "c", "dbconsole").contains(call.verb());
            case "su" -> !told;
            default -> false;
        };
    }

    private static boolean asksForTerminal(Act act) {
        Call call = act.outer();
        boolean enters = (call.isOneOf("docker", "podman", "kubectl")
                && Set.of("exec", "run", "debug").contains(call.verb()));
        return enters
                && call.has("-t", "--tty")
                && call.has("-i", "--interactive", "--stdin")
                && !call.has("-d", "--detach");
    }
}
