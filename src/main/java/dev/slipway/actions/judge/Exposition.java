package dev.slipway.actions.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code /metrics} answers, in Prometheus' text format or OpenMetrics. Timestamps and exemplars are passed over; a line that
 * is neither makes the whole answer unreadable, for what follows it may be wrong as well.
 */
final class Exposition {
    /** A page of metrics this large is a mistake, and would take longer to read than the time between two looks. */
    static final int MOST = 200_000;

    private final String line;
    private int at;

    private Exposition(String line) {
        this.line = line;
    }

    /** Throws {@link IllegalArgumentException} with a few words. */
    static List<Series> read(String text) {
        List<Series> all = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            int where = number;
            all.add(new Exposition(stripped)
                    .series()
                    .orElseThrow(() -> new IllegalArgumentException("line " + where + " is not a metric")));
            if (all.size() > MOST) {
                throw new IllegalArgumentException("more than " + MOST + " metrics");
            }
        }
        return all;
    }

    private Optional<Series> series() {
        int start = at;
        while (at < line.length() && line.charAt(at) != '{' && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        String name = line.substring(start, at);
        Map<String, String> labels = new LinkedHashMap<>();
        if (name.isEmpty() || (at < line.length() && line.charAt(at) == '{' && !labels(labels))) {
            return Optional.empty();
        }
        String[] rest = line.substring(at).strip().split("\\s+", 2);
        return number(rest[0]).map(value -> new Series(name, labels, value));
    }

    private boolean labels(Map<String, String> labels) {
        at++;
        while (at < line.length()) {
            skip(", \t");
            if (at < line.length() && line.charAt(at) == '}') {
                at++;
                return true;
            }
            int equals = line.indexOf('=', at);
            if (equals < 0) {
                return false;
            }
            String key = line.substring(at, equals).strip();
            at = equals + 1;
            skip(" \t");
            Optional<String> value = quoted();
            if (key.isEmpty() || value.isEmpty()) {
                return false;
            }
            labels.put(key, value.get());
        }
        return false;
    }

    private void skip(String characters) {
        while (at < line.length() && characters.indexOf(line.charAt(at)) >= 0) {
            at++;
        }
    }

    private Optional<String> quoted() {
        if (at >= line.length() || line.charAt(at) != '"') {
            return Optional.empty();
        }
        StringBuilder value = new StringBuilder();
        for (at++; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                at++;
                return Optional.of(value.toString());
            }
            if (c == '\\' && at + 1 < line.length()) {
                at++;
                value.append(line.charAt(at) == 'n' ? '\n' : line.charAt(at));
            } else {
                value.append(c);
            }
        }
        return Optional.empty();
    }

    static Optional<Double> number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-Inf" -> Optional.of(Double.NEGATIVE_INFINITY);
            case "NaN" -> Optional.of(Double.NaN);
            default ->
                text.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?")
                        ? Optional.of(Double.parseDouble(text))
                        : Optional.empty();
        };
    }
}
