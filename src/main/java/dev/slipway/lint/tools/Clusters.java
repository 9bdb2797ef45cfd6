package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.tools.Fact.Engine;
import java.util.List;
import java.util.Set;

/** Kubernetes and Helm. */
final class Clusters implements Recogniser {
    @Override
    public void facts(Invocation invocation, List<Fact> out) {
        invocation.call("kubectl").ifPresent(call -> kubectl(call, out));
        invocation.call("helm").ifPresent(call -> helm(call, out));
    }

    private static void kubectl(Call call, List<Fact> out) {
        List<String> names = Containers.names(call.from(1));
        switch (call.verb()) {
            case "set" -> {
                if (call.operand(1).equals("image")) {
                    out.add(new Fact.Release(
                            Engine.KUBERNETES, names.subList(Math.min(1, names.size()), names.size())));
                }
            }
            case "apply" -> out.add(new Fact.Up(Engine.KUBERNETES, names, Set.of()));
            case "delete" -> out.add(new Fact.Down(Engine.KUBERNETES, names, true));
            case "scale" -> {
                boolean none =
                        call.value("--replicas").filter(value -> value.is("0")).isPresent();
                out.add(
                        none
                                ? new Fact.Down(Engine.KUBERNETES, names, false)
                                : new Fact.Up(Engine.KUBERNETES, names, Set.of()));
            }
            case "rollout" -> {
                if (call.operand(1).equals("restart")) {
                    out.add(new Fact.Restart(Engine.KUBERNETES, names));
                } else if (call.operand(1).equals("undo")) {
                    out.add(new Fact.Release(Engine.KUBERNETES, names));
                }
            }
            case "exec" -> out.add(new Fact.Enter(Engine.KUBERNETES, call.operand(1), false));
            case "logs" -> out.add(new Fact.Logs(Engine.KUBERNETES, names));
            default -> {}
        }
    }

    private static void helm(Call call, List<Fact> out) {
        switch (call.verb()) {
            case "upgrade", "install", "rollback" ->
                out.add(new Fact.Release(Engine.KUBERNETES, Containers.names(call.from(1))));
            case "uninstall", "delete" ->
                out.add(new Fact.Down(Engine.KUBERNETES, Containers.names(call.from(1)), true));
            default -> {}
        }
    }
}
