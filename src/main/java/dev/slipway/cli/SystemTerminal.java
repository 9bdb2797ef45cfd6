package dev.slipway.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/** The terminal of this process. JLine is loaded once a view is opened or Ctrl-C is listened for, and not before. */
public final class SystemTerminal implements Terminal {
    private final PrintStream out;
    private final Map<String, String> variables;
    private int columns;

    public SystemTerminal(PrintStream out, Map<String, String> variables) {
        this.out = out;
        this.variables = variables;
    }

    /** Whatever the check says: on JDK 25 there is no console where neither end is a terminal. */
    @Override
    @SuppressWarnings("SystemConsoleNull")
    public boolean present() {
        Console console = System.console();
        return console != null
                && console.isTerminal()
                && !variables.getOrDefault("TERM", "dumb").equals("dumb");
    }

    @Override
    public int columns() {
        if (columns == 0) {
            columns = present() ? asked() : PLAIN_WIDTH;
        }
        return columns;
    }

    /** {@code stty} costs two milliseconds, a library for it forty. */
    private static int asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            stty.waitFor(1, TimeUnit.SECONDS);
            int columns = size.length == 2 && size[1].matches("\\d{1,4}") ? Integer.parseInt(size[1]) : 0;
            return columns == 0 ? PLAIN_WIDTH : columns;
        } catch (IOException _) {
            return PLAIN_WIDTH;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return PLAIN_WIDTH;
        }
    }

    @Override
    public Optional<String> ask(String question) {
        out.print(question);
        out.flush();
        try {
            // Made anew for each line: a line typed at a terminal is all that there is to read.
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public Screen open() {
        return JLineScreen.open(Paint.of(variables));
    }

    @Override
    public void onInterrupt(Runnable pressed) {
        Signals.register("INT", pressed);
    }
}
