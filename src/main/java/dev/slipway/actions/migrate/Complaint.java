package dev.slipway.actions.migrate;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Of all that a tool has said to stderr, the line that says why: the last that names an exception, as Python and Ruby write it,
 * else the last with a word in it. For people alone; nothing is decided by it.
 */
final class Complaint {
    private static final Pattern EXCEPTION = Pattern.compile(
            "(?:\\w+(?:\\.|::))*[A-Z]\\w*(?:Error|Exception|Invalid|Undefined\\w*|Violation|Fail(?:ed|ure))\\b:? .*");

    private String exception = "";
    private String last = "";

    void hear(String line) {
        String text = line.strip();
        if (EXCEPTION.matcher(text).matches()) {
            exception = text;
        } else if (text.codePoints().anyMatch(Character::isLetter)) {
            last = text;
        }
    }

    static Complaint of(String text) {
        Complaint complaint = new Complaint();
        text.lines().forEach(complaint::hear);
        return complaint;
    }

    /** Without a full stop. */
    Optional<String> sentence() {
        String text = exception.isEmpty() ? last : exception;
        return Optional.of(text.replaceFirst("[.]$", "")).filter(said -> !said.isEmpty());
    }
}
