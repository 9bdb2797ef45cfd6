package dev.slipway.judge;

import dev.slipway.judge.Rules.Margin;
import java.util.Optional;

/** How much worse than the version beside it is too much, as runbooks say it. */
public enum Against {
    NOTHING,
    STRICT,
    BALANCED,
    LENIENT;

    public Optional<Margin> margin() {
        return switch (this) {
            case NOTHING -> Optional.empty();
            case STRICT -> Optional.of(Margin.STRICT);
            case BALANCED -> Optional.of(Margin.BALANCED);
            case LENIENT -> Optional.of(Margin.LENIENT);
        };
    }
}
