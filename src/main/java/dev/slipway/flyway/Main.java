package dev.slipway.flyway;

import dev.slipway.base.Data;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code standing FOLDER}, {@code up FOLDER [TO]} or {@code migrate FOLDER [TO]}; the database is that of the environment, so that
 * no command line says where it is.
 */
public final class Main {
    /** Before the answer: Flyway itself may say something too. */
    public static final String MARK = "slipway-answer ";

    /** The address as JDBC has it, without a password. */
    public static final String URL = "SLIPWAY_FLYWAY_URL";

    public static final String USER = "SLIPWAY_FLYWAY_USER";
    public static final String PASSWORD = "SLIPWAY_FLYWAY_PASSWORD";
    /** As libpq knows it; Java's driver does not look for it. */
    public static final String OPTIONS = "PGOPTIONS";

    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] words) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream error = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        try {
            Map<String, String> environment = System.getenv();
            History history = History.of(
                    Path.of(words[1]),
                    new History.Connection(
                            environment.getOrDefault(URL, ""),
                            environment.getOrDefault(USER, ""),
                            environment.getOrDefault(PASSWORD, ""),
                            environment.getOrDefault(OPTIONS, "")));
            String to = words.length > 2 ? words[2] : "";
            switch (words[0]) {
                case "standing" -> answer(out, history.standing());
                case "up" -> answer(out, history.up(to));
                case "migrate" -> history.migrate(to).forEach(out::println);
                default -> throw new IllegalArgumentException(words[0]);
            }
        } catch (RuntimeException e) {
            // Whatever it is: a trace would make a line of itself the reason of the step.
            error.println(Failure.sentence(e));
            System.exit(FAILED);
        }
    }

    private static void answer(PrintStream out, Data.Mapping data) {
        out.println(MARK + data.json());
    }
}
