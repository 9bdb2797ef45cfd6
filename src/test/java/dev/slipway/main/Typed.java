package dev.slipway.main;

import dev.slipway.base.Operator;
import dev.slipway.cli.Around;
import dev.slipway.cli.Cli;
import dev.slipway.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Commands as somebody types them in a folder, with the real engine, journal and place. */
final class Typed {
    private final Path folder;
    private final String who;
    private final Map<String, String> variables = new HashMap<>(System.getenv());

    /** What a command said and how it ended. */
    record Said(int exit, String out, String err) {
        String last() {
            return out.lines().reduce("", (_, line) -> line);
        }
    }

    Typed(Path folder, String who) {
        this.folder = folder;
        this.who = who;
        variables.remove("SLIPWAY_STATE");
    }

    Typed as(String other) {
        Typed typed = new Typed(folder, other);
        typed.variables.putAll(variables);
        return typed;
    }

    Typed with(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Typed runbook(String text) {
        try {
            Files.writeString(folder.resolve("runbook.md"), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Said slipway(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InstantSource clock = InstantSource.system();
        Around around = new Around(
                new Around.Channels(stream(out), stream(err), Terminal.none()),
                new Around.Surroundings(folder, variables, new Operator(who), clock),
                ZoneOffset.UTC,
                new EmbeddedOffice(folder, variables, new Operator(who), clock));
        int exit = new Cli(around).run(List.of(words));
        return new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
