package dev.slipway.expression;

import dev.slipway.base.Data;
import java.util.List;

/**
 * The few forms that most runbooks need: paths, literals, {@code ! == != && ||}. They mean exactly what CEL makes of them, and
 * spare a start of Slipway the loading of CEL.
 */
sealed interface Plain {

    record Path(List<String> names) implements Plain {
        public Path {
            names = List.copyOf(names);
        }
    }

    record Literal(Data data) implements Plain {}

    record Not(Plain operand) implements Plain {}

    record Equal(Plain left, Plain right) implements Plain {}

    record Unequal(Plain left, Plain right) implements Plain {}

    record And(Plain left, Plain right) implements Plain {}

    record Or(Plain left, Plain right) implements Plain {}
}
