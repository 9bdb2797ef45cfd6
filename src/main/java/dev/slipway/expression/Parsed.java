package dev.slipway.expression;

import dev.slipway.base.Problem;
import java.util.List;

/** What reading an expression gave. */
public sealed interface Parsed {

    record Sound(Expression expression) implements Parsed {}

    record Broken(List<Problem> problems) implements Parsed {
        public Broken {
            problems = List.copyOf(problems);
        }
    }
}
