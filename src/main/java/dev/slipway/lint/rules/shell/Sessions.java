package dev.slipway.lint.rules.shell;

import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.story.Act;
import dev.slipway.runbook.ShellScript.Join;
import java.util.List;

/** Commands that open a shell for somebody to type into. */
final class Sessions {
    private static final List<String> WITHOUT_SHELL =
            List.of("-N", "-f", "-L", "-R", "-D", "-W", "-O", "-G", "-V", "-Q", "-M");

    private Sessions() {}

    static boolean opens(Act act) {
        Invocation invocation = act.invocation();
        boolean joined = invocation.command().fed()
                || invocation.pipes()
                || invocation.output().isPresent()
                || invocation.command().after() == Join.BACKGROUND
                || invocation.heredocs().findAny().isPresent();
        return !joined
                && opens(act.inner(), invocation.command().words().getLast().shown());
    }

    private static boolean opens(Call call, String last) {
        return switch (call.tool()) {
            case "ssh" ->
                call.operands().size() == 1
                        && call.words().getLast().text().equals(last)
                        && !call.has(WITHOUT_SHELL.toArray(String[]::new));
            case "sudo" -> call.operands().isEmpty() && call.has("-i", "-s", "--login", "--shell");
            case "su" -> !call.has("-c", "--command") && call.operands().size() <= 2;
            case "gcloud" -> call.calls("gcloud", "compute", "ssh") && !call.has("--command", "--dry-run");
            case "aws" -> call.calls("aws", "ssm", "start-session") && !call.has("--document-name");
            default -> false;
        };
    }
}
