package dev.slipway.runbook;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The passwords of all URLs in a value, as they are written. A URL ends at a blank, and behind its first {@code @} at a comma
 * or quote or where the next URL begins; its password reaches to its last {@code @}. A comma or quote may belong to the password
 * all the same: then both readings are passwords, since masking too much does less harm than masking too little.
 */
final class UrlPasswords {
    private static final String MARK = "://";
    private static final String ENDS_URL = ",;\"'`";

    private UrlPasswords() {}

    static Set<String> in(String value) {
        Set<String> all = new LinkedHashSet<>();
        for (int mark = value.indexOf(MARK); mark >= 0; mark = value.indexOf(MARK, mark + 1)) {
            int colon = endOfUser(value, mark + MARK.length());
            if (mark > 0 && isScheme(value.charAt(mark - 1)) && colon < value.length() && value.charAt(colon) == ':') {
                passwords(value, colon + 1, all);
            }
        }
        return all;
    }

    private static int endOfUser(String value, int from) {
        return first(value, from, value.length(), "/?#:@");
    }

    private static void passwords(String value, int from, Set<String> all) {
        int blank = first(value, from, value.length(), "");
        int at = value.indexOf('@', from);
        if (at < 0 || at >= blank || isPort(value, from)) {
            return;
        }
        int end = nextUrl(value, at, blank);
        for (int until : Arrays.asList(first(value, at, end, ENDS_URL), end)) {
            String password = value.substring(from, value.lastIndexOf('@', until - 1));
            if (!password.isEmpty()) {
                all.add(password);
            }
        }
    }

    /** Every reader of URLs takes digits before a slash for a port, so that an {@code @} behind belongs to the path. */
    private static boolean isPort(String value, int from) {
        int end = from;
        while (end < value.length() && Character.isDigit(value.charAt(end))) {
            end++;
        }
        return end > from && end < value.length() && "/?#".indexOf(value.charAt(end)) >= 0;
    }

    private static int nextUrl(String value, int from, int end) {
        int mark = value.indexOf(MARK, from);
        if (mark < 0 || mark >= end) {
            return end;
        }
        int start = mark;
        while (start > from + 1 && isScheme(value.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isScheme(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "+.-".indexOf(c) >= 0;
    }

    /** Where a blank or one of the characters stands; the end where none does. */
    private static int first(String value, int from, int end, String characters) {
        return IntStream.range(from, end)
                .filter(i -> Character.isWhitespace(value.charAt(i)) || characters.indexOf(value.charAt(i)) >= 0)
                .findFirst()
                .orElse(end);
    }
}
