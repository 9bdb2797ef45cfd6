package dev.slipway.adopt;

import dev.slipway.adopt.Chunks.Chunk;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code sleep 10; curl http://…/health} as the action that waits as long as it takes, and fails if it takes too long. */
final class HealthChecks {
    private static final Set<String> PLAIN = Set.of(
            "-f", "--fail", "-s", "--silent", "-S", "--show-error", "-v", "-i", "-fs", "-sf", "-fsS", "-sS", "-sSf");
    private static final int LEAST_WAIT = 60;

    private HealthChecks() {}

    /** Only where a wait and plain requests are all that there is. */
    static Optional<String> action(Chunk chunk, List<Invocation> invocations) {
        List<String> urls = new ArrayList<>();
        int waited = 0;
        for (Invocation invocation : invocations) {
            Call call = invocation.outer();
            boolean alone = invocation.calls().size() == 1
                    && invocation.redirects().isEmpty()
                    && invocation.command().top()
                    && !invocation.pipes()
                    && !invocation.isPiped()
                    && !invocation.isExcused();
            if (alone && call.is("sleep") && urls.isEmpty() && call.verb().matches("[0-9]{1,4}s?")) {
                waited += Integer.parseInt(call.verb().replace("s", ""));
            } else if (alone && call.is("curl") && isPlain(call)) {
                urls.add(call.verb());
            } else {
                return Optional.empty();
            }
        }
        boolean onlyThese = chunk.script().assignments().isEmpty() && contiguous(chunk);
        if (waited == 0 || urls.isEmpty() || !onlyThese) {
            return Optional.empty();
        }
        String within = Math.max(LEAST_WAIT, 2 * waited) + "s";
        String address = urls.size() == 1
                ? "url: " + quoted(urls.getFirst())
                : "urls: ["
                        + String.join(
                                ", ", urls.stream().map(HealthChecks::quoted).toList()) + "]";
        return Optional.of("check.http: {" + address + ", status: 200, within: " + within + "}");
    }

    private static boolean isPlain(Call call) {
        return call.operands().size() == 1
                && call.operands().getFirst().known()
                && call.verb().matches("https?://[A-Za-z0-9._:/-]+")
                && !call.verb().contains("xxx")
                && call.options().stream()
                        .allMatch(option ->
                                PLAIN.contains(option.name()) && option.value().isEmpty());
    }

    /** No comment stands between its commands: it would be lost. */
    private static boolean contiguous(Chunk chunk) {
        boolean commands = false;
        for (String line : chunk.commands().stripTrailing().split("\n", -1)) {
            boolean comment = line.isBlank() || line.strip().startsWith("#");
            if ((comment && commands) || (!comment && line.contains(" #"))) {
                return false;
            }
            commands |= !comment;
        }
        return commands;
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
