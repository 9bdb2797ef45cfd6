package dev.slipway.actions.deploy;

import dev.slipway.docker.Container;
import dev.slipway.docker.Docker;
import dev.slipway.hands.Place;
import dev.slipway.hands.Place.Ran;
import dev.slipway.hands.Site;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who is connected to a container, from the kernel's own table: within it, or where its first process is seen from outside. */
record Sockets(Site site, Docker docker) {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final String ESTABLISHED = "01";
    static final String LISTENS = "0A";

    /** One where nobody can look: then the whole time of a drain is waited. */
    int open(Container container, int port) throws InterruptedException {
        if (!container.state().runs()) {
            return 0;
        }
        return table(container, port)
                .map(text -> count(text, port, ESTABLISHED))
                .orElse(1);
    }

    private Optional<String> table(Container container, int port) throws InterruptedException {
        String outside = "/proc/" + container.state().pid() + "/net/tcp";
        // What has this number may be another process where the engine's machine is not this one.
        Optional<String> seen = text(site.place()
                        .run(new Place.Command(
                                List.of("cat", outside, outside + "6"), site.directory(), site.environment(), LOOK)))
                .filter(text -> count(text, port, LISTENS) > 0);
        return seen.isPresent()
                ? seen
                : text(docker.exec(container.id(), List.of("cat", "/proc/net/tcp", "/proc/net/tcp6"), LOOK));
    }

    private static Optional<String> text(Ran ran) {
        return ran instanceof Ran.Ended(int _, String stdout, String _) && stdout.contains("local_address")
                ? Optional.of(stdout)
                : Optional.empty();
    }

    static int count(String table, int port, String state) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        return (int) table.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 3 && words[1].endsWith(suffix) && words[3].equals(state))
                .count();
    }
}
