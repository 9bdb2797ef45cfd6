package dev.slipway.operations;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads instants as {@link Instant#toString} writes them. Every event has one, and of a long record the general parser takes
 * a quarter of the time that opening it takes. Whatever is written otherwise is left to that one.
 */
final class Instants {
    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
    private static final int SECONDS_A_DAY = 86_400;

    private Instants() {}

    static Instant read(String text) {
        int end = text.length() - 1;
        if (!isPlain(text, end)) {
            return Instant.parse(text);
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        long day;
        try {
            day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                    .toEpochDay();
        } catch (DateTimeException _) {
            return Instant.parse(text);
        }
        int nanos = 0;
        for (int i = SHAPE.length() + 1, unit = 100_000_000; i < end; i++, unit /= 10) {
            nanos += (text.charAt(i) - '0') * unit;
        }
        return Instant.ofEpochSecond(day * SECONDS_A_DAY + hour * 3600L + minute * 60L + second, nanos);
    }

    private static boolean isPlain(String text, int end) {
        int fraction = end - SHAPE.length();
        if (fraction < 0 || fraction == 1 || fraction > 10 || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char shape = SHAPE.charAt(i);
            char c = text.charAt(i);
            if (shape == 'd' ? !isDigit(c) : c != shape) {
                return false;
            }
        }
        return fraction == 0 || (text.charAt(SHAPE.length()) == '.' && areDigits(text, SHAPE.length() + 1, end));
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
