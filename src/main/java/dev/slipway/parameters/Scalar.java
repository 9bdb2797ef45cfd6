package dev.slipway.parameters;

import dev.slipway.base.Data;
import dev.slipway.base.Durations;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value that is read from one text.
 *
 * @param words what people call it, with an article where a sentence needs it added by {@link #article}
 * @param such what it may look like, for help
 * @param schema what a schema says of it when nothing is to be filled in
 */
record Scalar(String words, String such, Data.Mapping schema, Function<String, Optional<Object>> reader)
        implements Kind {

    private static final String FILLED_IN = "\\$\\{";

    static Scalar truth() {
        return new Scalar("true or false", "", type("boolean"), text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    static Scalar wholeNumber(Class<?> type) {
        return new Scalar("whole number", "", type("integer"), text -> {
            if (!text.matches("-?\\d{1,18}")) {
                return Optional.empty();
            }
            long value = Long.parseLong(text);
            if (type == long.class || type == Long.class) {
                return Optional.of(value);
            }
            return value == (int) value ? Optional.of((int) value) : Optional.empty();
        });
    }

    static Scalar number() {
        return new Scalar(
                "number",
                "",
                type("number"),
                text -> text.matches("-?\\d{1,300}(\\.\\d{1,300})?")
                        ? Optional.of(Double.parseDouble(text))
                        : Optional.empty());
    }

    static Scalar duration() {
        return new Scalar(
                "duration",
                "Such as 500ms, 90s, 5m, 2h, 1d or 1m30s.",
                pattern("^(\\d{1,9}(ms|s|m|h|d))+$"),
                text -> Durations.parse(text).map(Function.identity()));
    }

    static Scalar size() {
        return new Scalar(
                "size",
                "Such as 10GB, 512MiB or 20%.",
                pattern("^" + Size.WRITTEN.pattern() + "$"),
                text -> Size.parse(text).map(Function.identity()));
    }

    static Scalar address() {
        return new Scalar("URL", "Such as https://example.com/health.", pattern("^https?://"), Scalar::uri);
    }

    private static Optional<Object> uri(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Object> read(Data data, Check check) {
        if (check.isOpen(data)) {
            return Optional.empty();
        }
        boolean scalar = data instanceof Data.Text || data instanceof Data.Bool || data instanceof Data.Num;
        Optional<Object> value = scalar ? reader.apply(plain(data)) : Optional.empty();
        return value.isPresent() ? value : check.fault(Shown.of(data) + " is not " + article() + words, such);
    }

    /** Numbers are written out only when that is short: 1e999999999 is not. */
    private static String plain(Data data) {
        boolean printable = !(data instanceof Data.Num(BigDecimal value)) || Math.abs((long) value.scale()) < 1_000;
        return printable ? data.plain() : "";
    }

    private String article() {
        return words.startsWith("true") ? "" : "a ";
    }

    @Override
    public Data.Mapping schema() {
        return Schemas.anyOf(schema, pattern(FILLED_IN));
    }

    @Override
    public Data standard(String written) {
        return switch (words) {
            case "true or false" -> Data.of(Boolean.parseBoolean(written));
            case "whole number", "number" -> new Data.Num(new BigDecimal(written));
            default -> Data.of(written);
        };
    }

    private static Data.Mapping type(String name) {
        return new Data.Mapping(Map.of("type", Data.of(name)));
    }

    private static Data.Mapping pattern(String pattern) {
        return Schemas.of("type", Data.of("string"), "pattern", Data.of(pattern));
    }
}
