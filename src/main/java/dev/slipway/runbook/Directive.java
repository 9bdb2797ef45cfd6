package dev.slipway.runbook;

import dev.slipway.base.Durations;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One directive as it was written. What is said in it is checked when it is asked for. */
record Directive(DirectiveKind kind, Map<String, Phrase> values, Map<String, Span> flags, Span span) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");
    private static final Pattern SECTION_NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,79}");

    Directive {
        values = Map.copyOf(values);
        flags = Map.copyOf(flags);
    }

    static boolean isSectionName(String text) {
        return SECTION_NAME.matcher(text).matches();
    }

    boolean has(String flag) {
        return flags.containsKey(flag);
    }

    Optional<Phrase> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Optional<Phrase> needed(String key, List<Problem> problems) {
        Optional<Phrase> value = text(key);
        if (value.isEmpty()) {
            problems.add(new Problem(span, "'" + kind.word() + "' needs " + key + "=", "Write " + key + "=\"…\"."));
        }
        return value;
    }

    /** A name that an author chooses. */
    Optional<Phrase> name(String key, List<Problem> problems) {
        return checked(
                key,
                NAME,
                "Names are lower-case letters, digits and underscores, begin with a letter, and have at most 41 characters.",
                problems);
    }

    Optional<Phrase> sectionName(List<Problem> problems) {
        return checked(
                "id",
                SECTION_NAME,
                "Names of sections are lower-case letters, digits, hyphens and underscores, at most 80 characters.",
                problems);
    }

    private Optional<Phrase> checked(String key, Pattern pattern, String help, List<Problem> problems) {
        Optional<Phrase> value = text(key);
        if (value.isPresent() && !pattern.matcher(value.get().text()).matches()) {
            problems.add(new Problem(value.get().span(), "'" + value.get() + "' cannot be a name here", help));
            return Optional.empty();
        }
        return value;
    }

    Optional<Condition> condition() {
        return text("if")
                .map(value -> value.text().equals("ask") ? new Condition.Ask(value.span()) : new Condition.When(value));
    }

    Optional<Duration> duration(String key, List<Problem> problems) {
        Optional<Phrase> value = text(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> duration = Durations.parse(value.get().text()).filter(Duration::isPositive);
        if (duration.isEmpty()) {
            problems.add(new Problem(
                    value.get().span(), "'" + value.get() + "' is no duration", "Write one such as 90s, 5m or 1h30m."));
        }
        return duration;
    }

    /** A whole number from 1 to {@code most}. */
    Optional<Integer> count(String key, int most, List<Problem> problems) {
        Optional<Phrase> value = text(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = value.get().text();
        if (text.matches("[0-9]{1,6}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
            return Optional.of(Integer.parseInt(text));
        }
        problems.add(new Problem(value.get().span(), "'" + text + "' is no whole number from 1 to " + most));
        return Optional.empty();
    }
}
