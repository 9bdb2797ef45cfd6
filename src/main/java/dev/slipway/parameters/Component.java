package dev.slipway.parameters;

import dev.slipway.base.Data;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One component of a record as a parameter. */
record Component(
        String name, Kind kind, Parameters.Meaning meaning, boolean optional, Optional<String> standard, String doc)
        implements Shape.Slot {

    @Override
    public List<Component> components() {
        return List.of(this);
    }

    static Component of(RecordComponent component) {
        boolean optional = component.getType() == Optional.class;
        Type type = optional ? argument(component.getGenericType(), 0) : component.getGenericType();
        Parameters.Meaning meaning = meaning(component);
        Kind kind = kind(type, meaning);
        if (component.isAnnotationPresent(OrOne.class) && kind instanceof Several.Listed list) {
            kind = new Several.OneOrListed(list);
        }
        Standard standard = component.getAnnotation(Standard.class);
        Doc doc = component.getAnnotation(Doc.class);
        if (doc == null) {
            throw new IllegalArgumentException("a parameter without @Doc: " + component);
        }
        Optional<String> written = Optional.ofNullable(standard).map(Standard::value);
        return new Component(hyphenated(component.getName()), kind, meaning, optional, written, doc.value());
    }

    private static Parameters.Meaning meaning(RecordComponent component) {
        Cel cel = component.getAnnotation(Cel.class);
        if (cel != null) {
            return new Parameters.Meaning.Expression(List.of(cel.roots()));
        }
        if (component.isAnnotationPresent(Front.class)) {
            return new Parameters.Meaning.Front();
        }
        if (component.isAnnotationPresent(Depot.class)) {
            return new Parameters.Meaning.Depot();
        }
        return component.isAnnotationPresent(ShellText.class)
                ? new Parameters.Meaning.ShellText()
                : new Parameters.Meaning.Plain();
    }

    private static Kind kind(Type type, Parameters.Meaning meaning) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getRawType() == Map.class
                    ? new Several.Named(kind(argument(type, 1), meaning))
                    : new Several.Listed(kind(argument(type, 0), meaning));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return new Words.Free(meaning);
        }
        if (plain.isEnum()) {
            @SuppressWarnings("unchecked") // isEnum has just said so
            Class<? extends Enum<?>> choice = (Class<? extends Enum<?>>) plain;
            return new Words.Choice(choice);
        }
        Written written = plain.getAnnotation(Written.class);
        if (written != null) {
            return new ByText(plain, written);
        }
        return plain.isRecord() ? Shape.of(plain.asSubclass(Record.class)) : scalar(plain);
    }

    private static Kind scalar(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return Scalar.truth();
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return Scalar.wholeNumber(type);
        }
        if (type == double.class || type == Double.class) {
            return Scalar.number();
        }
        if (type == Duration.class) {
            return Scalar.duration();
        }
        if (type == URI.class) {
            return Scalar.address();
        }
        if (type == Size.class) {
            return Scalar.size();
        }
        throw new IllegalArgumentException("not a type of parameters: " + type);
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static String hyphenated(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    boolean required() {
        return !optional && standard.isEmpty();
    }

    /** The value for the constructor, from what stands under its key, or from what holds without. */
    @Override
    public Optional<Object> read(Map<String, Data> entries, Check check) {
        Optional<Data> given = Optional.ofNullable(entries.get(name));
        Optional<Data> data = given.filter(value -> !(value instanceof Data.Nothing));
        if (data.isEmpty() && given.isPresent() && !optional) {
            return check.within(name, () -> check.fault("'" + name + "' has no value", ""));
        }
        if (data.isEmpty() && optional) {
            return Optional.of(Optional.empty());
        }
        if (data.isEmpty() && standard.isEmpty()) {
            return check.fault("the parameter '" + name + "' is missing", doc + ".");
        }
        Data value = data.orElseGet(() -> kind.standard(standard.orElseThrow()));
        Optional<Object> read = check.within(name, () -> kind.read(value, check));
        return optional ? read.map(Optional::of) : read;
    }
}
