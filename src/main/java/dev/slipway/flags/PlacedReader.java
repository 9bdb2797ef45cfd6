package dev.slipway.flags;

import dev.slipway.base.Data;
import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** JSON text to values with their places. A key that stands twice is a problem: nobody knows which one counts. */
final class PlacedReader {
    /** Deeper than anybody writes rules, and far from what a thread's stack holds. */
    private static final int DEEPEST = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final String file;
    private final List<Problem> problems;
    private final JsonParser parser;

    private PlacedReader(String file, JsonParser parser, List<Problem> problems) {
        this.file = file;
        this.parser = parser;
        this.problems = problems;
    }

    static Optional<Placed> read(String file, String text, List<Problem> problems) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            PlacedReader reader = new PlacedReader(file, parser, problems);
            if (parser.nextToken() == null) {
                problems.add(
                        new Problem(Span.point(file, 1, 1), "this file is empty", "It begins with {\"flags\": {…}}."));
                return Optional.empty();
            }
            Placed value = reader.value();
            if (parser.nextToken() != null) {
                problems.add(
                        new Problem(reader.span(), "something follows the last brace", "One JSON object is a file."));
            }
            return Optional.of(value);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            problems.add(new Problem(
                    Span.point(
                            file,
                            at == null ? 1 : Math.max(1, at.getLineNr()),
                            at == null ? 1 : Math.max(1, at.getColumnNr())),
                    "this is not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    ""));
            return Optional.empty();
        } catch (NumberFormatException e) {
            problems.add(new Problem(Span.point(file, 1, 1), "a number in it is too large", ""));
            return Optional.empty();
        }
    }

    private Span span() {
        TokenStreamLocation at = parser.currentTokenLocation();
        return Span.point(file, at.getLineNr(), at.getColumnNr());
    }

    private int begin() {
        return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    }

    private int end() {
        return Math.toIntExact(parser.currentLocation().getCharOffset());
    }

    private Placed value() {
        Span span = span();
        int from = begin();
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(span, from);
            case START_ARRAY -> listing(span, from);
            case VALUE_STRING -> scalar(Data.of(parser.getString()), span, from);
            case VALUE_TRUE -> scalar(Data.of(true), span, from);
            case VALUE_FALSE -> scalar(Data.of(false), span, from);
            case VALUE_NULL -> scalar(Data.nothing(), span, from);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                scalar(new Data.Num(new BigDecimal(parser.getString())), span, from);
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("the parser gives " + parser.currentToken());
        };
    }

    /** A text is read to its end only when somebody asks for it, as has been done. */
    private Placed scalar(Data data, Span span, int from) {
        return new Placed.Scalar(data, span, from, end());
    }

    private Placed mapping(Span span, int from) {
        Map<String, Placed> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Span at = span();
            parser.nextToken();
            if (entries.put(key, value()) != null) {
                problems.add(new Problem(at, "'" + key + "' stands twice", "Keep one of them."));
            }
        }
        return new Placed.Mapping(entries, span, from, end());
    }

    private Placed listing(Span span, int from) {
        List<Placed> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Placed.Listing(items, span, from, end());
    }
}
