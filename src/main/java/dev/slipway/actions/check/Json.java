package dev.slipway.actions.check;

import dev.slipway.base.Data;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON that came from outside, as plain data. */
final class Json {
    private static final int DEEPEST = 100;

    private Json() {}

    /** Empty when the text is not one JSON value. */
    static Optional<Data> read(String text) {
        StreamReadConstraints limits =
                StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build();
        JsonMapper mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(limits).build())
                .build();
        try {
            JsonNode node = mapper.readTree(text);
            return node.isMissingNode() ? Optional.empty() : Optional.of(data(node));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Data data(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> Data.of(node.stringValue());
            case BOOLEAN -> Data.of(node.booleanValue());
            case NUMBER -> number(node);
            case NULL, MISSING, BINARY, POJO -> Data.nothing();
            case ARRAY -> {
                List<Data> items = new ArrayList<>();
                node.forEach(item -> items.add(data(item)));
                yield new Data.Listing(items);
            }
            case OBJECT -> {
                Map<String, Data> entries = new LinkedHashMap<>();
                node.properties().forEach(entry -> entries.put(entry.getKey(), data(entry.getValue())));
                yield new Data.Mapping(entries);
            }
        };
    }

    /** A number too large for 64 bits stays text: written out, 1e999999999 would fill the memory. */
    private static Data number(JsonNode node) {
        if (node.canConvertToLong() && node.isIntegralNumber()) {
            return Data.of(node.longValue());
        }
        double value = node.doubleValue();
        return Double.isFinite(value) ? new Data.Num(BigDecimal.valueOf(value)) : Data.of(node.asString());
    }
}
