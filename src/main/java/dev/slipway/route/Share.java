package dev.slipway.route;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version with its endpoints and its share of the requests; at 0 it is kept and reached only by a {@link Pin}. */
public record Share(PoolId pool, List<Endpoint> endpoints, int permille) {
    public static final int WHOLE = 1000;

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,3}(?:\\.\\d)?)%");

    public Share {
        endpoints = List.copyOf(endpoints);
        if (permille < 0 || permille > WHOLE) {
            throw new IllegalArgumentException("a share is 0 to 1000 permille, not " + permille);
        }
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException(pool + " has no endpoint");
        }
    }

    /** {@code 25%} or {@code 0.5%} in permille, also when that is more than all; empty when it is written in another way. */
    public static Optional<Integer> permille(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        return matcher.matches()
                ? Optional.of(new BigDecimal(matcher.group(1)).movePointRight(1).intValueExact())
                : Optional.empty();
    }

    public Share at(int other) {
        return new Share(pool, endpoints, other);
    }
}
