package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.tools.Fact.Engine;
import dev.slipway.lint.tools.Fact.How;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Docker, Compose in both versions, Podman and Swarm. */
final class Containers implements Recogniser {
    @Override
    public void facts(Invocation invocation, List<Fact> out) {
        for (Call call : invocation.calls()) {
            if (call.is("compose")) {
                compose(call, out);
            } else if (call.isOneOf("docker", "podman", "nerdctl")) {
                docker(call, out);
            }
        }
    }

    private static void compose(Call call, List<Fact> out) {
        List<String> names = names(call.from(1));
        switch (call.verb()) {
            case "up" -> {
                Set<How> how = EnumSet.noneOf(How.class);
                if (call.has("--build")) {
                    how.add(How.BUILDS);
                }
                if (call.value("--pull").filter(value -> value.is("always")).isPresent()) {
                    how.add(How.PULLS);
                }
                if (call.has("--force-recreate")) {
                    how.add(How.FORCES);
                }
                if (call.has("--no-deps")) {
                    how.add(How.WITHOUT_DEPENDENCIES);
                }
                out.add(new Fact.Up(Engine.COMPOSE, names, how));
            }
            case "start" -> out.add(new Fact.Up(Engine.COMPOSE, names, Set.of()));
            case "down" -> out.add(new Fact.Down(Engine.COMPOSE, names, true));
            case "rm" -> out.add(new Fact.Down(Engine.COMPOSE, names, true));
            case "stop", "kill" -> out.add(new Fact.Down(Engine.COMPOSE, names, false));
            case "restart" -> out.add(new Fact.Restart(Engine.COMPOSE, names));
            case "build" -> out.add(new Fact.Build(Engine.COMPOSE, names));
            case "pull" -> out.add(new Fact.Pull(Engine.COMPOSE, names));
            case "exec" -> out.add(new Fact.Enter(Engine.COMPOSE, call.operand(1), false));
            case "run" -> out.add(new Fact.Enter(Engine.COMPOSE, call.operand(1), true));
            case "logs" -> out.add(new Fact.Logs(Engine.COMPOSE, names));
            default -> {}
        }
    }

    private static void docker(Call call, List<Fact> out) {
        List<String> names = names(call.from(1));
        switch (call.verb()) {
            case "run" -> out.add(new Fact.Enter(Engine.DOCKER, call.operand(1), true));
            case "exec" -> out.add(new Fact.Enter(Engine.DOCKER, call.operand(1), false));
            case "start" -> out.add(new Fact.Up(Engine.DOCKER, names, Set.of()));
            case "stop", "kill" -> out.add(new Fact.Down(Engine.DOCKER, names, false));
            case "rm" -> out.add(new Fact.Down(Engine.DOCKER, names, true));
            case "restart" -> out.add(new Fact.Restart(Engine.DOCKER, names));
            case "build", "buildx" -> {
                out.add(new Fact.Build(Engine.DOCKER, List.of()));
                call.all("-t", "--tag")
                        .flatMap(flag -> flag.value().stream())
                        .forEach(image -> out.add(new Fact.Tag(image.text())));
            }
            case "tag" -> out.add(new Fact.Tag(call.operand(2)));
            case "pull" -> {
                out.add(new Fact.Pull(Engine.DOCKER, names));
                names.forEach(image -> out.add(new Fact.Tag(image)));
            }
            case "load", "import" -> out.add(new Fact.Pull(Engine.DOCKER, names));
            case "logs" -> out.add(new Fact.Logs(Engine.DOCKER, names));
            case "service" -> service(call, out);
            case "stack" -> stack(call, out);
            case "system", "image", "volume", "container", "builder", "network" -> prune(call, out);
            default -> {}
        }
    }

    private static void service(Call call, List<Fact> out) {
        if (call.operand(1).equals("update")) {
            out.add(new Fact.Release(Engine.SWARM, names(call.from(2))));
        } else if (call.operand(1).equals("logs")) {
            out.add(new Fact.Logs(Engine.SWARM, names(call.from(2))));
        } else if (call.operand(1).equals("rm")) {
            out.add(new Fact.Down(Engine.SWARM, names(call.from(2)), true));
        }
    }

    private static void stack(Call call, List<Fact> out) {
        if (call.operand(1).equals("deploy")) {
            out.add(new Fact.Release(Engine.SWARM, names(call.from(2))));
        } else if (call.operand(1).equals("rm")) {
            out.add(new Fact.Down(Engine.SWARM, names(call.from(2)), true));
        }
    }

    private static void prune(Call call, List<Fact> out) {
        if (!call.operand(1).equals("prune")) {
            return;
        }
        boolean images = call.verb().equals("system") || call.verb().equals("image");
        boolean volumes = call.verb().equals("volume") || call.has("--volumes");
        out.add(new Fact.Prune(images, call.has("-a", "--all"), volumes, call.has("-f", "--force")));
    }

    static List<String> names(List<Arg> args) {
        return args.stream().map(Arg::text).toList();
    }
}
