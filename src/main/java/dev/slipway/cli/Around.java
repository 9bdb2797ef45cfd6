package dev.slipway.cli;

import dev.slipway.base.Operator;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/** The process around a command: where it was typed, what it may read, where it writes. */
public final class Around {
    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;
    private final Surroundings self;
    private final ZoneId zone;
    private final Office office;
    private final Whereabouts whereabouts = new Whereabouts();

    /** What this process is; {@code directory} is where it was typed. */
    public record Surroundings(Path directory, Map<String, String> variables, Operator operator, InstantSource clock) {
        public Surroundings {
            variables = Map.copyOf(variables);
        }
    }

    /** Where a command writes and who may be asked. */
    public record Channels(PrintStream out, PrintStream err, Terminal terminal) {}

    public Around(Channels channels, Surroundings self, ZoneId zone, Office office) {
        this.out = channels.out();
        this.err = channels.err();
        this.terminal = channels.terminal();
        this.self = self;
        this.zone = zone;
        this.office = office;
    }

    public PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    public Terminal terminal() {
        return terminal;
    }

    Path directory() {
        return self.directory();
    }

    Map<String, String> variables() {
        return self.variables();
    }

    Operator operator() {
        return self.operator();
    }

    InstantSource clock() {
        return self.clock();
    }

    ZoneId zone() {
        return zone;
    }

    public Office office() {
        return office;
    }

    Whereabouts whereabouts() {
        return whereabouts;
    }

    /** A line that may name commands: they are named so that they work from here. */
    void say(String line) {
        out.println(Paint.of(this).line(whereabouts.spoken(line)));
    }
}
