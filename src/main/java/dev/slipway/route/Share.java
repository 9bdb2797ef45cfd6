package dev.slipway.route;

import java.util.List;

/** A version with its endpoints and its share of the requests; at 0 it is kept and reached only by a {@link Pin}. */
public record Share(PoolId pool, List<Endpoint> endpoints, int permille) {
    public static final int WHOLE = 1000;

    public Share {
        endpoints = List.copyOf(endpoints);
        if (permille < 0 || permille > WHOLE) {
            throw new IllegalArgumentException("a share is 0 to 1000 permille, not " + permille);
        }
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException(pool + " has no endpoint");
        }
    }

    public Share at(int other) {
        return new Share(pool, endpoints, other);
    }
}
