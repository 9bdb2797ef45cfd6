package dev.slipway.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.NullValue;
import dev.slipway.base.Data;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plain data as CEL's values and back. Whole numbers of at most 64 bits are int, all others double. */
final class CelData {
    private CelData() {}

    static Object toCel(Data data) {
        return switch (data) {
            case Data.Text(String value) -> value;
            case Data.Bool(boolean value) -> value;
            case Data.Num(BigDecimal value) -> number(value);
            case Data.Nothing _ -> NullValue.NULL_VALUE;
            case Data.Listing(List<Data> items) ->
                items.stream().map(CelData::toCel).toList();
            case Data.Mapping(Map<String, Data> entries) -> {
                Map<String, Object> values = new LinkedHashMap<>();
                entries.forEach((key, value) -> values.put(key, toCel(value)));
                yield values;
            }
        };
    }

    private static Object number(BigDecimal value) {
        // Looks at the size first: 1e999999999 as a whole number would fill the memory.
        boolean mayBeLong = value.scale() <= 0 && value.precision() - value.scale() <= 19;
        if (mayBeLong && value.toBigInteger().bitLength() <= 63) {
            return value.longValueExact();
        }
        return value.doubleValue();
    }

    static Expression.Evaluation fromCel(Object value) {
        try {
            return new Expression.Evaluation.Value(data(value));
        } catch (NotData e) {
            return new Expression.Evaluation.Failure(e.says);
        }
    }

    private static final class NotData extends Exception {
        private static final long serialVersionUID = 1L;
        private final String says;

        NotData(String says) {
            super(says, null, false, false);
            this.says = says;
        }
    }

    private static Data data(Object value) throws NotData {
        return switch (value) {
            case String text -> Data.of(text);
            case Boolean truth -> Data.of(truth);
            case Long number -> Data.of(number);
            case UnsignedLong number -> new Data.Num(new BigDecimal(number.bigIntegerValue()));
            case Double number -> decimal(number);
            case NullValue _ -> Data.nothing();
            case Duration duration -> Data.of(seconds(duration));
            case Instant instant -> Data.of(instant.toString());
            case List<?> list -> listing(list);
            case Map<?, ?> map -> mapping(map);
            default -> throw new NotData("the value is not text, a number, true or false, a list or a mapping");
        };
    }

    private static Data decimal(double number) throws NotData {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new NotData("the value is not a finite number");
        }
        return new Data.Num(BigDecimal.valueOf(number));
    }

    /** As CEL's own string() writes it: {@code 90s}, {@code 1.5s}. */
    private static String seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros();
        return seconds.toPlainString() + "s";
    }

    private static Data listing(List<?> list) throws NotData {
        List<Data> items = new ArrayList<>(list.size());
        for (Object item : list) {
            items.add(data(item));
        }
        return new Data.Listing(items);
    }

    private static Data mapping(Map<?, ?> map) throws NotData {
        Map<String, Data> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            entries.put(data(entry.getKey()).plain(), data(entry.getValue()));
        }
        return new Data.Mapping(entries);
    }
}
