package dev.slipway.parameters;

import dev.slipway.base.Data;
import java.util.List;

/** The parameters of one action, read off its record {@code P}. */
public interface Parameters<P extends Record> {

    Class<P> type();

    List<Parameter> list();

    /** Checks data that may still hold {@code ${…}} in texts: all faults, each with the path of keys that leads to it. */
    List<Fault> check(Data.Mapping data);

    /** Binds data in which everything is resolved; throws {@link IllegalArgumentException} naming the first fault. */
    P bind(Data.Mapping data);

    /** JSON Schema of the mapping. */
    Data.Mapping schema();

    /**
     * @param kind words for people: {@code text}, {@code duration}, {@code list of text}, {@code one of a, b}
     * @param standard what holds when it is not given; may be empty
     */
    record Parameter(String name, String kind, Meaning meaning, boolean required, String standard, String doc) {}

    /** What a text means beyond its characters. {@code ${…}} expands in plain values alone. */
    sealed interface Meaning {
        record Plain() implements Meaning {}

        record ShellText() implements Meaning {}

        /** The name of a proxy that the front matter declares below {@code traffic}. */
        record Front() implements Meaning {}

        /** The name of a store that the front matter declares below {@code stores}. */
        record Depot() implements Meaning {}

        /** An expression over the roots of the format and these besides. */
        record Expression(List<String> roots) implements Meaning {
            public Expression {
                roots = List.copyOf(roots);
            }
        }
    }

    /** @param path keys and indexes from the action's mapping downwards; empty for the mapping itself */
    record Fault(List<String> path, boolean atKey, String says, String help) {}
}
