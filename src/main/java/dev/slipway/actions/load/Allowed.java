package dev.slipway.actions.load;

import dev.slipway.parameters.Written;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A share of the requests, 0 to 1, written {@code 1%}. */
@Written("percentage such as 1%")
public record Allowed(double share) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");

    /** Throws {@link IllegalArgumentException} with one sentence. */
    public static Allowed of(String text) {
        Matcher written = WRITTEN.matcher(text);
        double share = written.matches()
                ? new BigDecimal(written.group(1)).movePointLeft(2).doubleValue()
                : 2;
        if (share > 1) {
            throw new IllegalArgumentException("'" + text + "' is not a share of the requests. Such as 1% or 0.1%.");
        }
        return new Allowed(share);
    }
}
