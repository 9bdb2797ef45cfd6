package dev.slipway.house;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The house as data: which room is on which floor, who owns which library, who may start threads. A room is a package
 * with everything under it; {@code actions.*} means that each package under it is a room of its own.
 */
final class House {

    static final String ROOT = "dev.slipway.";

    /** From the ground up. A room knows the floors below its own, and nothing of its siblings. */
    static final List<Set<String>> FLOORS = List.of(
            Set.of("base"),
            Set.of("runbook", "expression", "parameters"),
            Set.of("plan", "judge", "lint", "route", "backup", "schema"),
            Set.of("run", "adopt"),
            Set.of("operations", "report"),
            Set.of("hands"),
            Set.of("vault", "postgres", "redis", "mariadb", "flyway", "flags", "sessions", "docker"),
            Set.of("actions.*", "places.*", "journal.*", "traffic.*", "stores.*", "proxy"),
            Set.of("engine"),
            Set.of("cli", "server", "client"),
            Set.of("demo"),
            Set.of("main"));

    /** Floors up to this one have no I/O, clock, random numbers, threads or logging. */
    static final int PURE_UP_TO = 5;

    /** They speak with people and programs; a door that can touch the world will. */
    static final Set<String> DOORS = Set.of("cli", "server", "client");

    /** What touches the world, which doors are given by {@code main} behind the ports of {@code hands}. */
    static final Set<String> OUT_OF_REACH = Set.of("actions.*", "places.*", "journal.*", "stores.*");

    /** Each library by the prefix of its packages, with the rooms that may import it. */
    static final Map<String, Set<String>> OWNERS = Map.ofEntries(
            Map.entry("org.commonmark.", Set.of("runbook")),
            Map.entry("org.snakeyaml.", Set.of("runbook")),
            Map.entry("dev.cel.", Set.of("expression")),
            Map.entry("com.google.", Set.of("expression")), // CEL speaks in Guava's and protobuf's types
            Map.entry("tools.jackson.", Set.of("operations", "actions.*", "flags")),
            Map.entry("com.fasterxml.jackson.annotation.", Set.of("operations", "actions.*")),
            Map.entry("picocli.", Set.of("cli")),
            Map.entry("org.jline.", Set.of("cli")),
            Map.entry("io.netty.", Set.of("proxy")),
            Map.entry("com.exceptionfactory.jagged.", Set.of("vault")),
            Map.entry("com.github.luben.zstd.", Set.of("vault")),
            Map.entry("software.amazon.awssdk.", Set.of("stores.s3")),
            Map.entry("org.flywaydb.", Set.of("flyway")),
            Map.entry("java.sql.", Set.of("journal.jdbc")),
            Map.entry("javax.sql.", Set.of("journal.jdbc")),
            Map.entry("org.sqlite.", Set.of("journal.jdbc")),
            Map.entry("org.postgresql.", Set.of("journal.jdbc")),
            Map.entry("org.slf4j.", Set.of("engine", "server", "main")));

    /** Libraries that say something about code and do nothing. */
    static final Set<String> EVERYWHERE = Set.of("org.jspecify.");

    static final Set<String> PLATFORM = Set.of("java.", "javax.", "jdk.", "com.sun.");

    /** Rooms that start threads, and what for. Whoever adds one says why the engine cannot do it. */
    static final Map<String, String> THREADS = Map.of(
            "engine", "runs the loop",
            "cli", "draws the screen and hears keys while the run moves",
            "demo", "its visitors come at the same time",
            "hands", "its HTTP client needs threads of its own; they are light and end with the client",
            "actions.load", "its requests leave together; they are light threads and end with the step",
            "flags", "its server answers several services at a time; it is a process of its own and knows no run",
            "proxy", "its event loops serve the clients; it is a process of its own and knows no run",
            "main", "the rehearsal of a start types 'proxy run', which goes on for as long as its proxy",
            "places.local", "stdout and stderr of a short command are read side by side, or a full pipe would stop it");

    /** A type whose name has to break {@link NounsAreTheHouses}, and why; by simple name. */
    static final Map<String, String> NAMES_ALLOWED = Map.of(
            "BlockWalk", "it walks what commonmark calls blocks",
            "ExitStatus", "what every shell calls it; an Ending is a run's");

    private House() {}

    /** A room with its floor, counted from 1. */
    record Room(String name, int floor) {}

    static Optional<Room> roomOf(String packageName) {
        if (!(packageName + ".").startsWith(ROOT)) {
            return Optional.empty();
        }
        String inside = (packageName + ".").substring(ROOT.length());
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            for (String pattern : FLOORS.get(floor)) {
                Optional<String> name = match(pattern, inside);
                if (name.isPresent()) {
                    return Optional.of(new Room(name.get(), floor + 1));
                }
            }
        }
        return Optional.empty();
    }

    static boolean isOneOf(Set<String> patterns, String packageName) {
        String inside = (packageName + ".").substring(ROOT.length());
        return patterns.stream().anyMatch(pattern -> match(pattern, inside).isPresent());
    }

    /** The longest of the prefixes that the name begins with, so that a narrow rule wins over a wide one. */
    static Optional<String> longestPrefix(Set<String> prefixes, String name) {
        return prefixes.stream().filter(name::startsWith).max(Comparator.comparingInt(String::length));
    }

    /** The room's name if the package, written with a dot at its end, is in the room that the pattern means. */
    private static Optional<String> match(String pattern, String inside) {
        if (!pattern.endsWith(".*")) {
            return inside.startsWith(pattern + ".") ? Optional.of(pattern) : Optional.empty();
        }
        String house = pattern.substring(0, pattern.length() - 1);
        int end = inside.indexOf('.', house.length());
        return inside.startsWith(house) && end > 0 ? Optional.of(inside.substring(0, end)) : Optional.empty();
    }
}
