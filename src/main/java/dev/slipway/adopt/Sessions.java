package dev.slipway.adopt;

import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import java.util.Optional;
import java.util.Set;

/** Commands after which what is typed is read by something else than this shell. */
final class Sessions {
    private static final Set<String> SHELLS = Set.of("bash", "sh", "zsh", "ash", "dash");

    private Sessions() {}

    /** How far what follows is typed elsewhere. */
    enum Reach {
        /** A program of its own language: to the end of the fence. */
        FENCE,
        /** Another shell: until somebody leaves it. */
        SHELL
    }

    static Optional<Reach> opened(Invocation invocation) {
        if (invocation.command().fed() || invocation.carrier().isPresent()) {
            return Optional.empty();
        }
        Call inner = invocation.inner();
        boolean told =
                inner.has("-c", "--command", "-f", "--file", "-e", "--execute", "-l", "--list", "--eval", "--version")
                        || inner.words().stream().anyMatch(word -> word.text().matches("-[A-Za-z]{0,4}c"));
        boolean shell = switch (inner.tool()) {
            case "ssh" -> inner.operands().size() == 1 && !inner.has("-N", "-f", "-O", "-V", "-W", "-G");
            case "su" -> !told;
            case "sudo", "doas" ->
                inner.has("-i", "-s", "--login", "--shell") && inner.operands().isEmpty();
            case "heroku" -> inner.verb().equals("run") && inner.operand(1).equals("bash");
            default -> SHELLS.contains(inner.tool()) && inner.operands().isEmpty() && !told;
        };
        if (shell) {
            return Optional.of(Reach.SHELL);
        }
        boolean program = switch (inner.tool()) {
            case "psql", "mysql", "mariadb", "mongosh", "mongo" -> !told && !inner.has("--no-psqlrc");
            case "redis-cli" ->
                inner.operands().isEmpty() && !inner.has("--scan", "--bigkeys", "--stat", "--pipe", "--rdb");
            case "sqlite3" -> inner.operands().size() <= 1;
            case "python", "python3", "node", "irb" -> inner.words().size() == 1;
            case "rails" -> Set.of("console", "c", "dbconsole").contains(inner.verb());
            default -> false;
        };
        return program ? Optional.of(Reach.FENCE) : Optional.empty();
    }

    static boolean leaves(Invocation invocation) {
        return Set.of("exit", "logout").contains(invocation.outer().tool());
    }
}
