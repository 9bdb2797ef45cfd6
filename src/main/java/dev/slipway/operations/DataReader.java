package dev.slipway.operations;

import dev.slipway.base.Data;
import java.util.List;

/** What a mapping holds, or one sentence on what it lacks. */
record DataReader(String what, Data.Mapping data) {

    static DataReader of(String what, Data given) {
        if (given instanceof Data.Mapping mapping) {
            return new DataReader(what, mapping);
        }
        throw new IllegalArgumentException(what + " is not a mapping");
    }

    boolean has(String name) {
        return data.entries().containsKey(name);
    }

    Data get(String name) {
        Data given = data.entries().get(name);
        if (given == null) {
            throw new IllegalArgumentException(what + " lacks '" + name + "'");
        }
        return given;
    }

    DataReader inner(String name) {
        return of(name, get(name));
    }

    String text(String name) {
        if (get(name) instanceof Data.Text text) {
            return text.value();
        }
        throw new IllegalArgumentException("'" + name + "' of " + what + " is not text");
    }

    int integer(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw new IllegalArgumentException("'" + name + "' of " + what + " is too large");
        }
        return (int) number;
    }

    long number(String name) {
        return number(get(name));
    }

    List<Data> items(String name) {
        if (get(name) instanceof Data.Listing listing) {
            return listing.items();
        }
        throw new IllegalArgumentException("'" + name + "' of " + what + " is not a list");
    }

    long number(Data given) {
        try {
            if (given instanceof Data.Num number) {
                return number.value().longValueExact();
            }
        } catch (ArithmeticException _) {
            // Said below.
        }
        throw new IllegalArgumentException(what + " has '" + given.plain() + "' where a whole number belongs");
    }
}
