package dev.slipway.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** The process around a command: where it was typed, what it may read, where it writes. */
public record Around(
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        Path directory,
        Map<String, String> variables,
        InstantSource clock,
        ZoneId zone,
        Office office) {
    public Around {
        variables = Map.copyOf(variables);
    }

    /** Where details of a mistake of ours are kept. */
    Optional<Path> logFolder() {
        return Optional.ofNullable(variables.get("SLIPWAY_STATE")).map(directory::resolve);
    }
}
