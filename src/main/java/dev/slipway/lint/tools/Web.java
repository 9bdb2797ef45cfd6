package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Requests, waiting, and switches for maintenance. */
final class Web implements Recogniser {
    @Override
    public void facts(Invocation invocation, List<Fact> out) {
        Call call = invocation.inner();
        switch (call.tool()) {
            case "curl" -> curl(call, out);
            case "wget", "http", "https" -> url(call).ifPresent(url -> out.add(new Fact.Probe(url, true, true)));
            case "sleep" -> out.add(new Fact.Wait(call.operand(0)));
            default -> {}
        }
        maintenance(invocation, out);
    }

    private static void curl(Call call, List<Fact> out) {
        boolean strict = call.has("-f", "--fail", "--fail-with-body") || call.has("-w", "--write-out");
        boolean get =
                !call.has("-X", "--request", "-d", "--data", "--data-raw", "--data-binary", "-F", "--form", "--json")
                        && !call.has("-T", "--upload-file");
        url(call).ifPresent(url -> out.add(new Fact.Probe(url, strict, get)));
    }

    private static Optional<Arg> url(Call call) {
        return call.value("--url")
                .or(() -> call.operands().stream()
                        .filter(
                                arg -> arg.text()
                                        .matches(
                                                "(?s)(https?://|localhost|\\$|[\\w-]+\\.[\\w.-]+|\\d+\\.\\d+\\.|[\\w-]+:\\d).*"))
                        .findFirst());
    }

    private static void maintenance(Invocation invocation, List<Fact> out) {
        String says = invocation.says().toLowerCase(Locale.ROOT);
        String about = (says + " " + invocation.comment()).toLowerCase(Locale.ROOT);
        boolean command =
                says.contains("maintenance") && !invocation.inner().isOneOf("echo", "ls", "cat", "grep", "curl");
        boolean touched =
                about.contains("maintenance") && invocation.inner().isOneOf("rm", "touch", "mv", "cp", "ln", "php");
        if (!command && !touched) {
            return;
        }
        boolean off = about.matches("(?s).*\\b(disable|remove|off|exit|leave|end|stop|up|delete)\\b.*")
                && !about.matches("(?s).*\\b(enable|activate|put|enter)\\b.*");
        boolean removed = invocation.inner().isOneOf("rm");
        out.add(new Fact.Maintenance(!off && !removed));
    }
}
