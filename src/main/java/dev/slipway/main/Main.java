package dev.slipway.main;

import java.io.PrintStream;
import java.util.List;

/** The way in. */
public final class Main {

    private static final int SUCCEEDED = 0;
    private static final int BAD_USAGE = 2;

    private static final String USAGE = """
            Usage: slipway --version | --help

            Slipway runs the Markdown deployment runbook that a team already keeps
            as a durable, reversible, audited run.
            """;

    private Main() {}

    public static void main(String[] args) {
        System.exit(answer(List.of(args), System.out, System.err));
    }

    static int answer(List<String> words, PrintStream out, PrintStream err) {
        if (words.equals(List.of("--version"))) {
            out.println(Build.ofThisClassPath().line());
            return SUCCEEDED;
        }
        if (words.isEmpty() || words.equals(List.of("--help"))) {
            out.print(USAGE);
            return SUCCEEDED;
        }
        err.printf("slipway: '%s' is not something Slipway knows. See: slipway --help%n", String.join(" ", words));
        return BAD_USAGE;
    }
}
