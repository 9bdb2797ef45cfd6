package dev.slipway.operations;

import dev.slipway.base.Data;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** JSON text to data. The other way is {@link Data#json()}. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Throws {@link IllegalArgumentException} with one sentence when the text is not one JSON value. */
    public static Data read(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new IllegalArgumentException("not JSON: it is empty");
            }
            Data data = value(parser, first);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("not JSON: something follows the value");
            }
            return data;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Data value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> mapping(parser);
            case START_ARRAY -> listing(parser);
            case VALUE_STRING -> Data.of(parser.getString());
            case VALUE_TRUE -> Data.of(true);
            case VALUE_FALSE -> Data.of(false);
            case VALUE_NULL -> Data.nothing();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Data.Num(new BigDecimal(parser.getString()));
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalArgumentException("not JSON: unexpected " + token);
        };
    }

    private static Data mapping(JsonParser parser) {
        Map<String, Data> entries = new LinkedHashMap<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String key = parser.currentName();
            entries.put(key, value(parser, parser.nextToken()));
        }
        return new Data.Mapping(entries);
    }

    private static Data listing(JsonParser parser) {
        List<Data> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new Data.Listing(items);
    }
}
