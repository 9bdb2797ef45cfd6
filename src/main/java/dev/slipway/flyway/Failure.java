package dev.slipway.flyway;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;

/** What Flyway could not do, in one line. */
final class Failure {
    private static final Pattern SCRIPT = Pattern.compile("(?m)^Location\\s*:\\s*(?:.*?/)?([^/\\s]+) \\(");
    private static final Pattern LINE = Pattern.compile("(?m)^Line\\s*:\\s*(\\d+)");

    private static final Pattern MESSAGE = Pattern.compile("(?m)^Message\\s*:\\s*(?:ERROR: )?(.*)$");

    private Failure() {}

    static String sentence(RuntimeException failure) {
        if (!(failure instanceof FlywayException)) {
            return "a mistake in Flyway, or of ours: " + first(failure.toString());
        }
        String said = String.valueOf(failure.getMessage());
        List<String> parts = new ArrayList<>();
        Matcher script = SCRIPT.matcher(said);
        if (script.find()) {
            Matcher line = LINE.matcher(said);
            parts.add(script.group(1) + (line.find() ? ":" + line.group(1) : ""));
        }
        Matcher message = MESSAGE.matcher(said);
        parts.add(first(message.find() ? message.group(1) : said));
        if (Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(CharacterCodingException.class::isInstance)) {
            parts.add("it is not UTF-8 text");
        }
        return String.join(": ", parts);
    }

    private static String first(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.codePoints().anyMatch(Character::isLetter))
                .findFirst()
                .orElse(text)
                .replaceFirst("[.]$", "");
    }
}
