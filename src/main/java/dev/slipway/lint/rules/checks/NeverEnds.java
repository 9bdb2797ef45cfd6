package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Join;

public final class NeverEnds implements Rule {
    private static final Card CARD = Card.warning("SW405", "this command never ends")
            .harm(
                    "The procedure stands still here until somebody interrupts it, and nothing decides whether what was seen is good.")
            .fix(
                    "Print once (--no-stream, -c 3, --tail=100 without -f) or wait with a deadline and a threshold: wait.for, check.http, judge.watch.")
            .remedy("docker stats", "docker stats --no-stream")
            .wrong("""
                docker compose logs -f web ◀
                """)
            .wrong("""
                docker stats ◀
                """)
            .wrong("""
                watch -n 5 'kubectl get pods -n shop' ◀
                """)
            .wrong("""
                docker compose exec -T web ping db ◀
                """)
            .right("""
                docker compose logs --tail=100 web
                docker stats --no-stream
                docker compose exec -T web ping -c 3 db
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.invocation().calls().stream().noneMatch(NeverEnds::isEndless)
                    || act.invocation().has("timeout")
                    || act.invocation().command().after() == Join.BACKGROUND
                    || isCut(story, act)) {
                continue;
            }
            act.invocation().calls().stream()
                    .filter(NeverEnds::isEndless)
                    .findFirst()
                    .ifPresent(call -> found.at(
                            CARD,
                            call.from(),
                            call.is("watch") ? call.words().getFirst().to() : call.to()));
        }
    }

    /** Before a command of the pipe that stops reading. */
    private static boolean isCut(Story story, Act act) {
        return act.invocation().pipes()
                && story.next(act)
                        .filter(next ->
                                next.inner().is("head") || next.inner().has("-q", "-m", "--quiet", "--max-count"))
                        .isPresent();
    }

    private static boolean isEndless(Call call) {
        return switch (call.tool()) {
            case "watch", "htop", "iotop", "nmon", "k9s", "ctop" -> true;
            case "top" -> !call.has("-b", "-l", "-v", "-h") || (call.has("-b") && !call.has("-n"));
            case "tail" -> call.has("-f", "-F", "--follow");
            case "journalctl" -> call.has("-f", "--follow");
            case "stern" -> !call.has("--no-follow");
            case "dmesg" -> call.has("-w", "--follow");
            case "ping" -> !call.has("-c", "-w");
            case "vmstat", "iostat" ->
                call.operands().size() == 1 && call.operand(0).matches("\\d+");
            case "compose" ->
                (call.verb().equals("logs") && call.hasBehindVerb("-f", "--follow"))
                        || (call.verb().equals("up")
                                && !call.has("-d", "--detach", "--wait", "--no-start", "--abort-on-container-exit"));
            case "docker", "podman" ->
                (call.verb().equals("logs") && call.hasBehindVerb("-f", "--follow"))
                        || (call.verb().equals("stats") && !call.has("--no-stream"))
                        || (call.verb().equals("events") && !call.has("--until"));
            case "kubectl" ->
                (call.verb().equals("logs") && call.hasBehindVerb("-f", "--follow"))
                        || (call.verb().equals("get") && call.has("-w", "--watch"))
                        || call.verb().equals("port-forward")
                        || call.verb().equals("proxy");
            default -> false;
        };
    }
}
