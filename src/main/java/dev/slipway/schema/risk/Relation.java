package dev.slipway.schema.risk;

import java.util.Optional;

/** A table or index by the name that a statement has for it. */
public record Relation(Optional<String> schema, String name) {

    public static Relation of(String name) {
        return new Relation(Optional.empty(), name);
    }

    @Override
    public String toString() {
        return schema.map(before -> before + ".").orElse("") + name;
    }
}
