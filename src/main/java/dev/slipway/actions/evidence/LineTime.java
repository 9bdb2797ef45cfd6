package dev.slipway.actions.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time that a line of a log bears, in the forms that are common: ISO 8601 (with a T or a space), nginx's and Apache's.
 *
 * @param zone of times that name none
 */
record LineTime(ZoneOffset zone) {
    /** A time stands at the beginning of a line, behind an address and a name at most, or in a field of JSON. */
    private static final int WITHIN = 200;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter COMMON =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH);
    private static final DateTimeFormatter NGINX = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.ROOT);

    private record Form(Pattern written, DateTimeFormatter formatter) {}

    private static final List<Form> FORMS = List.of(
            new Form(
                    Pattern.compile(
                            "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?: ?(?:Z|[+-]\\d\\d:?\\d\\d))?"),
                    ISO),
            new Form(Pattern.compile("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}"), COMMON),
            new Form(Pattern.compile("\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d"), NGINX));

    Optional<Instant> of(String line) {
        String beginning = line.length() > WITHIN ? line.substring(0, WITHIN) : line;
        for (Form form : FORMS) {
            Matcher matcher = form.written().matcher(beginning);
            if (matcher.find()) {
                return parsed(matcher.group(), form.formatter());
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> parsed(String text, DateTimeFormatter formatter) {
        String plain = formatter == ISO
                ? text.replace('T', ' ')
                        .replace(',', '.')
                        .replaceFirst(" (Z|[+-]\\d\\d:?\\d\\d)$", "$1")
                        .replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2")
                : text;
        try {
            TemporalAccessor read = formatter.parseBest(plain, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    read instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.from(read).toInstant(zone));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
