package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.tools.Fact.Change;
import dev.slipway.lint.tools.Fact.Engine;
import java.util.List;
import java.util.Set;

/** git, and what builds artefacts from source code. */
final class Sources implements Recogniser {
    private static final Set<String> PACKAGERS = Set.of("npm", "pnpm", "yarn", "bun");

    @Override
    public void facts(Invocation invocation, List<Fact> out) {
        Call call = invocation.inner();
        if (call.is("git")) {
            git(call, out);
        } else if (PACKAGERS.contains(call.tool())) {
            String script = call.verb().equals("run") ? call.operand(1) : call.verb();
            if (script.equals("build") || script.startsWith("build:")) {
                out.add(new Fact.Build(Engine.SCRIPT, List.of()));
            }
        } else if (builds(call)) {
            out.add(new Fact.Build(Engine.SCRIPT, List.of()));
        }
    }

    private static boolean builds(Call call) {
        return switch (call.tool()) {
            case "mvn", "mvnw", "gradle", "gradlew", "make", "cargo", "go", "dotnet" ->
                call.operands().stream()
                        .map(Arg::text)
                        .anyMatch(Set.of("build", "package", "install", "publish")::contains);
            default -> false;
        };
    }

    private static void git(Call call, List<Fact> out) {
        switch (call.verb()) {
            case "checkout", "switch" -> {
                boolean files = call.words().stream().anyMatch(word -> word.is("--"));
                if (!files && !call.has("-b", "-B", "-c")) {
                    out.add(new Fact.Code(Change.CHECKOUT, call.operand(1)));
                }
            }
            case "pull" -> out.add(new Fact.Code(Change.PULL, call.operands().size() > 2 ? call.operand(2) : ""));
            case "reset" -> {
                if (call.has("--hard")) {
                    out.add(new Fact.Code(Change.RESET, call.operand(1)));
                }
            }
            case "clone" ->
                out.add(new Fact.Code(
                        Change.CLONE,
                        call.value("-b", "--branch").map(Arg::text).orElse("")));
            case "fetch" -> out.add(new Fact.Code(Change.FETCH, ""));
            case "log", "diff" -> range(call, out);
            default -> {}
        }
    }

    private static void range(Call call, List<Fact> out) {
        call.from(1).stream()
                .filter(arg -> arg.text().contains(".."))
                .findFirst()
                .ifPresent(
                        arg -> out.add(new Fact.Code(Change.COMPARE, arg.text().replaceFirst(".*\\.\\.\\.?", ""))));
    }
}
