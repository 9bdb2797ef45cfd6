package dev.slipway.actions.check;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.hands.Place;
import dev.slipway.hands.Program;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.OrOne;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code check.port-free}: nobody listens on the ports that something is about to take. */
public final class CheckPortFree implements Action<CheckPortFree.Ports> {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    public record Ports(
            @Doc("The TCP port, or a list of them") @OrOne List<Integer> port,

            @Doc("The address that will be bound, such as 127.0.0.1; without it all of the machine's")
            Optional<String> address,

            @Doc("Look again until they are free, for so long")
            Optional<Duration> within,

            @Doc("How long to wait between looks") @Standard("1s")
            Duration every) {
        public Ports {
            port = List.copyOf(port);
            if (port.isEmpty() || port.stream().anyMatch(each -> each < 1 || each > 65_535)) {
                throw new IllegalArgumentException("'port' is a number from 1 to 65535, or a list of such");
            }
            address.ifPresent(Listening::check);
        }
    }

    @Override
    public String name() {
        return "check.port-free";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "TCP ports are free to be listened on";
    }

    @Override
    public String doc() {
        return "Reads what the kernel at the step's place knows of listening sockets (/proc/net/tcp and tcp6), so that"
                + " nothing is bound to find out. Whoever has the port is named where that user may see it. What the"
                + " engine of Docker forwards without a process of its own is not seen.";
    }

    @Override
    public String example() {
        return "check.port-free: {port: [80, 443]}";
    }

    @Override
    public Parameters<Ports> parameters() {
        return RecordParameters.of(Ports.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        List<String> ports = shown.texts("port");
        String all = ports.isEmpty() ? "?" : String.join(", ", ports);
        return Preview.line(all + (ports.size() > 1 ? " are free" : " is free") + shown.phrase(" at ", "address"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Ports ports, Site site) throws InterruptedException {
        return new Patience(ports.every(), ports.within()).await(site, DEADLINE, _ -> seen(ports, site));
    }

    private static Seen seen(Ports ports, Site site) throws InterruptedException {
        try {
            Listening now = read(site);
            Map<Integer, String> taken = new TreeMap<>();
            for (int port : ports.port()) {
                List<Listening.Socket> sockets = now.on(port, ports.address());
                if (!sockets.isEmpty()) {
                    taken.put(port, holder(sockets, site));
                }
            }
            return taken.isEmpty() ? new Seen.AsWanted(free(ports)) : new Seen.Otherwise(said(taken));
        } catch (Refusal refusal) {
            return new Seen.Hopeless(refusal.why());
        }
    }

    private static String free(Ports ports) {
        String all = ports.port().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return all + (ports.port().size() > 1 ? " are free" : " is free");
    }

    private static String said(Map<Integer, String> taken) {
        return taken.entrySet().stream()
                .map(each -> "port " + each.getKey() + " is taken" + each.getValue())
                .collect(Collectors.joining("; "));
    }

    private static Listening read(Site site) throws Refusal, InterruptedException {
        // A kernel without IPv6 has no tcp6: cat then fails, and has printed the other all the same.
        Place.Ran.Ended ended = new Program(site, DEADLINE, "cat").ended(List.of("/proc/net/tcp", "/proc/net/tcp6"));
        return Listening.read(ended.stdout())
                .orElseThrow(() -> new Refusal(
                        "what listens at " + site.place().name() + " cannot be told: /proc/net/tcp is not there"));
    }

    /** {@code  by nginx (process 812)}; empty where this user may not see it. */
    private static String holder(List<Listening.Socket> sockets, Site site) throws InterruptedException {
        String script = "for d in /proc/[0-9]*; do for f in \"$d\"/fd/*; do"
                + " if [ \"$(readlink \"$f\" 2>/dev/null)\" = \"socket:[$1]\" ]; then"
                + " printf '%s %s\\n' \"${d#/proc/}\" \"$(cat \"$d/comm\")\"; exit 0; fi; done; done";
        try {
            for (Listening.Socket socket : sockets) {
                String found = new Program(site, DEADLINE, "sh")
                        .said("-c", script, "slipway", socket.inode())
                        .strip();
                int space = found.indexOf(' ');
                if (space > 0) {
                    return " by " + found.substring(space + 1) + " (process " + found.substring(0, space) + ")";
                }
            }
        } catch (Refusal _) {
            return ""; // who it is helps, and is not what was asked
        }
        return "";
    }
}
