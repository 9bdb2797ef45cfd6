package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Call;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.tools.Fact.Engine;
import java.util.List;
import java.util.Set;

/** systemd and what else keeps processes running. */
final class Supervisors implements Recogniser {
    private static final Set<String> PROXIES =
            Set.of("nginx", "haproxy", "apache2", "httpd", "caddy", "traefik", "envoy");

    @Override
    public void facts(Invocation invocation, List<Fact> out) {
        Call call = invocation.inner();
        switch (call.tool()) {
            case "systemctl" -> verb(Engine.SYSTEMD, call.verb(), Containers.names(call.from(1)), out);
            case "service" -> verb(Engine.SYSTEMD, call.operand(1), List.of(call.verb()), out);
            case "supervisorctl", "monit" -> verb(Engine.SYSTEMD, call.verb(), Containers.names(call.from(1)), out);
            case "pm2" -> verb(Engine.PM2, call.verb(), Containers.names(call.from(1)), out);
            case "journalctl" -> out.add(new Fact.Logs(Engine.SYSTEMD, List.of()));
            case "nginx" ->
                call.value("-s")
                        .filter(signal -> signal.is("reload"))
                        .ifPresent(_ -> out.add(new Fact.Reload("nginx")));
            default -> {}
        }
    }

    private static void verb(Engine engine, String verb, List<String> units, List<Fact> out) {
        List<String> names =
                units.stream().map(unit -> unit.replaceFirst("\\.service$", "")).toList();
        switch (verb) {
            case "start", "enable" -> out.add(new Fact.Up(engine, names, Set.of()));
            case "stop", "disable", "kill", "delete" -> out.add(new Fact.Down(engine, names, false));
            case "restart", "try-restart" -> out.add(new Fact.Restart(engine, names));
            case "reload", "reload-or-restart" -> {
                if (names.stream().anyMatch(PROXIES::contains)) {
                    out.add(new Fact.Reload(names.getFirst()));
                } else {
                    out.add(new Fact.Restart(engine, names));
                }
            }
            default -> {}
        }
    }
}
