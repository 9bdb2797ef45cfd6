package dev.slipway.main;

import dev.slipway.base.Operator;
import dev.slipway.cli.Around;
import dev.slipway.cli.Cli;
import dev.slipway.cli.SystemTerminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The way in. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        int exit = answer(List.of(args), out, err);
        out.flush();
        err.flush();
        System.exit(exit);
    }

    static int answer(List<String> words, PrintStream out, PrintStream err) {
        if (words.equals(List.of("--version"))) {
            out.println(Build.ofThisClassPath().line());
            return 0;
        }
        Path directory = Path.of("").toAbsolutePath();
        Map<String, String> variables = System.getenv();
        Operator operator = ThisProcess.operator();
        InstantSource clock = InstantSource.system();
        Around around = new Around(
                new Around.Channels(out, err, new SystemTerminal(out, variables)),
                new Around.Surroundings(directory, variables, operator, clock),
                ZoneId.systemDefault(),
                new EmbeddedOffice(directory, variables, operator, clock));
        return new Cli(around).run(words);
    }

    /** Marks such as ✓ are written as UTF-8 also where the locale says nothing. */
    private static PrintStream utf8(FileDescriptor where) {
        return new PrintStream(new FileOutputStream(where), false, StandardCharsets.UTF_8);
    }
}
