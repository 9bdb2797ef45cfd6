package dev.slipway.docker;

import dev.slipway.base.Data;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container as the engine says it now.
 *
 * @param image what it was made of, by its ID
 * @param since when it was started, or made where it never was
 * @param restarts how often it has died since somebody started it
 */
public record Container(
        String id,
        String name,
        Map<String, String> labels,
        String image,
        State state,
        Instant since,
        int restarts,
        Keeping keeping,
        Net net) {

    public Container {
        labels = Map.copyOf(labels);
    }

    /**
     * @param word created, running, paused, restarting, removing, exited or dead
     * @param exit how it ended, of one that does not run
     * @param health starting, healthy or unhealthy, of one that is examined
     * @param pid of its first process, as the engine's machine counts
     */
    public record State(String word, int exit, Optional<String> health, int pid) {
        public boolean runs() {
            return word.equals("running") || word.equals("paused");
        }

        public boolean restarts() {
            return word.equals("restarting");
        }
    }

    /**
     * @param policy whether the engine starts it again: no, always, unless-stopped, on-failure
     * @param signal the one that tells it to end; empty for the usual one
     */
    public record Keeping(String policy, Optional<String> signal) {}

    /**
     * @param addresses by network, of one that runs
     * @param published ports of its machine's loopback, by what they lead to: {@code 8000/tcp}
     */
    public record Net(Map<String, String> addresses, Map<String, Integer> published) {
        public Net {
            addresses = Map.copyOf(addresses);
            published = Map.copyOf(published);
        }
    }

    public Optional<String> label(String name) {
        return Optional.ofNullable(labels.get(name));
    }

    /** How Compose counts it among those of its service. */
    public int number() {
        return label("com.docker.compose.container-number")
                .filter(text -> text.matches("\\d{1,3}"))
                .map(Integer::parseInt)
                .orElse(1);
    }

    /** From what {@code docker inspect} says of it. */
    static Container of(Data said) {
        Known known = new Known(said);
        Map<String, String> labels = new LinkedHashMap<>();
        known.mapping("Config", "Labels")
                .forEach((key, value) -> labels.put(key, value.text().orElse("")));
        Map<String, String> addresses = new LinkedHashMap<>();
        known.mapping("NetworkSettings", "Networks")
                .forEach((key, value) -> value.text("IPAddress").ifPresent(address -> addresses.put(key, address)));
        return new Container(
                known.text("Id").orElseThrow(),
                known.text("Name").orElse("").replaceFirst("^/", ""),
                labels,
                known.text("Image").orElse(""),
                new State(
                        known.text("State", "Status").orElse("dead"),
                        known.number("State", "ExitCode"),
                        known.text("State", "Health", "Status").filter(word -> !word.equals("none")),
                        known.number("State", "Pid")),
                since(known),
                known.number("RestartCount"),
                new Keeping(
                        known.text("HostConfig", "RestartPolicy", "Name").orElse("no"),
                        known.text("Config", "StopSignal")),
                new Net(addresses, published(known)));
    }

    private static Instant since(Known known) {
        for (Optional<String> text : List.of(known.text("State", "StartedAt"), known.text("Created"))) {
            // One that never was started has the year 1.
            if (text.isPresent() && !text.get().startsWith("0001-")) {
                return Instant.parse(text.get());
            }
        }
        return Instant.EPOCH;
    }

    private static Map<String, Integer> published(Known known) {
        Map<String, Integer> all = new LinkedHashMap<>();
        known.mapping("NetworkSettings", "Ports").forEach((port, bindings) -> {
            for (Known binding : bindings.list()) {
                if (List.of("127.0.0.1", "0.0.0.0", "")
                                .contains(binding.text("HostIp").orElse(""))
                        && binding.number("HostPort") > 0) {
                    all.putIfAbsent(port, binding.number("HostPort"));
                }
            }
        });
        return all;
    }

    /** All of an answer of {@code docker inspect}. */
    static List<Container> all(Data said) {
        List<Container> all = new ArrayList<>();
        if (said instanceof Data.Listing(List<Data> items)) {
            items.forEach(item -> all.add(of(item)));
        }
        return all;
    }
}
