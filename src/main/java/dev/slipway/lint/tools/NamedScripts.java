package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.tools.Fact.Database;
import dev.slipway.lint.tools.Fact.Engine;
import dev.slipway.lint.tools.Fact.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Scripts of a repository tell by their names what they do: {@code ./scripts/backup_db.sh}, {@code npm run prod:stop}. */
final class NamedScripts implements Recogniser {
    private static final Set<String> RUNNERS = Set.of("npm", "pnpm", "yarn", "bun", "make", "just", "task", "composer");
    private static final Set<String> OWN_VERBS =
            Set.of("install", "ci", "add", "i", "update", "audit", "outdated", "list");

    @Override
    public void facts(Invocation invocation, List<Fact> out) {
        name(invocation.inner()).ifPresent(name -> facts(words(name), out));
    }

    /** The script's name, with the words behind it where it is a file: {@code deploy.sh rollback}. */
    private static Optional<String> name(Call call) {
        String program = call.words().getFirst().text();
        if (RUNNERS.contains(call.tool())) {
            String verb = call.verb().equals("run") || call.verb().equals("run-script") ? call.operand(1) : call.verb();
            return OWN_VERBS.contains(verb) ? Optional.empty() : Optional.of(verb);
        }
        boolean shell = call.isOneOf("bash", "sh", "python", "python3", "node", "ruby");
        String file = shell ? call.verb() : program;
        boolean script = file.endsWith(".sh")
                || (file.endsWith(".py") && !file.endsWith("manage.py"))
                || (file.startsWith("./") && !file.endsWith("/manage.py"));
        if (!script) {
            return Optional.empty();
        }
        String rest = shell ? call.operand(1) : call.verb();
        String base = file.substring(file.lastIndexOf('/') + 1);
        return Optional.of(rest.matches("[a-z][a-z-]*") ? base + " " + rest : base);
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^a-z]+")).toList();
    }

    private static void facts(List<String> words, List<Fact> out) {
        if (any(words, "backup", "backups", "dump", "snapshot")) {
            out.add(new Fact.Dump(Database.SOME, Optional.empty(), Form.UNKNOWN, false));
        } else if (any(words, "restore")) {
            out.add(new Fact.Restore(Database.SOME, Optional.empty(), Form.UNKNOWN, true));
        } else if (!any(words, "migrate", "migration", "migrations", "schema")) {
            processes(words, out);
        }
    }

    /** The {@code down} of {@code migrate down} stops nothing. */
    private static void processes(List<String> words, List<Fact> out) {
        if (any(words, "deploy", "release")) {
            out.add(new Fact.Build(Engine.SCRIPT, List.of()));
            out.add(new Fact.Up(Engine.SCRIPT, List.of(), Set.of(Fact.How.BUILDS)));
        } else if (any(words, "update", "upgrade")) {
            out.add(new Fact.Up(Engine.SCRIPT, List.of(), Set.of(Fact.How.BUILDS)));
        } else if (any(words, "stop", "down", "shutdown")) {
            out.add(new Fact.Down(Engine.SCRIPT, List.of(), false));
        } else if (any(words, "start", "up")) {
            out.add(new Fact.Up(Engine.SCRIPT, List.of(), Set.of()));
        } else if (any(words, "restart")) {
            out.add(new Fact.Restart(Engine.SCRIPT, List.of()));
        } else if (any(words, "build")) {
            out.add(new Fact.Build(Engine.SCRIPT, List.of()));
        } else if (any(words, "logs")) {
            out.add(new Fact.Logs(Engine.SCRIPT, List.of()));
        }
    }

    private static boolean any(List<String> words, String... wanted) {
        return Arrays.stream(wanted).anyMatch(words::contains);
    }

    static boolean isAboutBackups(String name) {
        return words(name).stream()
                        .anyMatch(word -> word.startsWith("backup") || word.equals("dump") || word.equals("bak"))
                || name.toLowerCase(Locale.ROOT).contains("backup");
    }
}
