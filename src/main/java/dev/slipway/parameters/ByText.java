package dev.slipway.parameters;

import dev.slipway.base.Data;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;

/** A value with a language of its own: see {@link Written}. */
record ByText(Class<?> type, Written written) implements Kind {

    @Override
    public String words() {
        return written.value();
    }

    @Override
    public Optional<Object> read(Data data, Check check) {
        if (check.isOpen(data)) {
            return Optional.empty();
        }
        boolean readable = data instanceof Data.Text || (written.orNumber() && data instanceof Data.Num);
        if (!readable) {
            return check.fault(Shown.of(data) + " is not a " + words(), "");
        }
        try {
            Method of = type.getMethod("of", String.class);
            return Optional.of(of.invoke(null, data.plain()));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                return refused(String.valueOf(refused.getMessage()), check);
            }
            throw new IllegalStateException(type + " cannot be read", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no public static of(String)", e);
        }
    }

    /** The first sentence says what is wrong, the rest what to do. */
    private static Optional<Object> refused(String message, Check check) {
        int end = message.indexOf(". ");
        return end < 0 ? check.fault(message, "") : check.fault(message.substring(0, end), message.substring(end + 2));
    }

    @Override
    public Data.Mapping schema() {
        Data.Mapping text = new Data.Mapping(Map.of("type", Data.of("string")));
        return written.orNumber() ? Schemas.anyOf(new Data.Mapping(Map.of("type", Data.of("number"))), text) : text;
    }

    @Override
    public Data standard(String written) {
        return Data.of(written);
    }
}
