package dev.slipway.actions.backup;

import dev.slipway.parameters.Doc;
import java.util.Optional;

/** What must hold in a database, by the words of whoever knows it. */
public record Invariant(
        @Doc("A query that gives one value; it can change nothing")
        String sql,

        @Doc("The value as psql shows it, '>= 10' (also >, <, <=, !=), 'within 1% of 500', or 'no rows'")
        String is,

        @Doc("What it is called, and its value among the outputs of check.invariants")
        Optional<String> name) {
    public Invariant {
        if (sql.isBlank()) {
            throw new IllegalArgumentException("'sql' is empty");
        }
        // Before a run, what another step will give stands here as ${…}.
        if (!is.contains("${") && Relation.parse(is).isEmpty()) {
            throw new IllegalArgumentException("'" + is + "' compares with something that is not a number");
        }
        name.filter(text -> !text.matches("[a-z][a-z0-9_]{0,39}")).ifPresent(text -> {
            throw new IllegalArgumentException(
                    "'" + text + "' cannot name an output: small letters, digits and _, such as paid_orders");
        });
    }

    boolean holds(String answer) {
        return Relation.parse(is).filter(relation -> relation.holds(answer)).isPresent();
    }

    /** A sentence on what was found instead. */
    String broken(String answer) {
        String first = answer.lines().findFirst().orElse("");
        String found = first.isEmpty() ? "nothing" : answer.equals(first) ? first : first + " and more";
        return name.orElse("'" + sql.strip() + "'") + " gives " + found + " and not " + is;
    }
}
