package dev.slipway.actions.backup;

import dev.slipway.parameters.Size;
import java.math.BigDecimal;
import java.util.Optional;

/** A part of what there is, such as 80% of the connections. */
final class Share {
    private Share() {}

    static void check(String parameter, Optional<Size> given) {
        given.filter(Size.Bytes.class::isInstance).ifPresent(size -> {
            throw new IllegalArgumentException("'" + parameter + "' is a percentage such as 80%");
        });
    }

    /** What is used, in words, when it is more than may be; without a limit nothing is too much. */
    static Optional<String> over(Size most, BigDecimal used, BigDecimal all) {
        return most instanceof Size.Share(BigDecimal percent)
                        && all.signum() > 0
                        && used.multiply(BigDecimal.valueOf(100)).compareTo(all.multiply(percent)) > 0
                ? Optional.of(used.toPlainString() + " of " + all.toPlainString() + " (limit " + most + ")")
                : Optional.empty();
    }
}
