package dev.slipway.actions.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which metrics are meant, as Prometheus writes it: {@code http_requests_total{job="shop",code=~"5.."}}. */
record Selector(String name, List<Label> labels) {
    private static final Pattern WRITTEN =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{(.*)})?", Pattern.DOTALL);
    private static final Pattern LABEL =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,|$)");

    /** @param how {@code =}, {@code !=}, {@code =~} or {@code !~} */
    record Label(String key, String how, String value) {
        Label {
            if (how.endsWith("~")) {
                try {
                    Pattern.compile(value);
                } catch (PatternSyntaxException _) {
                    throw new IllegalArgumentException("'" + value + "' is no regular expression");
                }
            }
        }

        boolean matches(Series series) {
            String is = series.label(key);
            return switch (how) {
                case "=" -> is.equals(value);
                case "!=" -> !is.equals(value);
                case "=~" -> is.matches(value);
                default -> !is.matches(value);
            };
        }

        @Override
        public String toString() {
            return key + how + '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
    }

    Selector {
        labels = List.copyOf(labels);
    }

    /** Throws {@link IllegalArgumentException} with one sentence. */
    static Selector of(String written) {
        Matcher matcher = WRITTEN.matcher(written.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + written
                    + "' names no metric: write it as http_requests_total or http_requests_total{job=\"shop\"}");
        }
        String labels = matcher.group(2);
        return new Selector(matcher.group(1), labels == null ? List.of() : labels(labels));
    }

    /** {@code version="v3",job="shop"}; empty text is none. */
    static List<Label> labels(String written) {
        List<Label> labels = new ArrayList<>();
        Matcher matcher = LABEL.matcher(written);
        int at = 0;
        while (at < written.length() && !written.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException(
                        "'" + written.strip() + "' are no labels: write them as version=\"v3\",job=\"shop\"");
            }
            labels.add(new Label(
                    matcher.group(1), matcher.group(2), matcher.group(3).replaceAll("\\\\(.)", "$1")));
            at = matcher.end();
        }
        return labels;
    }

    Selector and(List<Label> more) {
        List<Label> all = new ArrayList<>(labels);
        all.addAll(more);
        return new Selector(name, all);
    }

    Selector named(String other) {
        return new Selector(other, labels);
    }

    boolean matches(Series series) {
        return series.name().equals(name) && labels.stream().allMatch(label -> label.matches(series));
    }

    @Override
    public String toString() {
        return labels.isEmpty()
                ? name
                : name + "{"
                        + String.join(",", labels.stream().map(Label::toString).toList()) + "}";
    }
}
