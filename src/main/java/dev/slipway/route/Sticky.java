package dev.slipway.route;

import dev.slipway.base.Secret;

/** Whoever was served by a version stays with it, by a cookie that names it, signed so that nobody can choose by himself. */
public record Sticky(String cookie, Secret key) {
    private static final int SHORTEST_KEY = 16;

    public Sticky {
        if (cookie.isEmpty()
                || cookie.chars().anyMatch(c -> c <= ' ' || c > '~' || "()<>@,;:\\\"/[]?={}".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("'" + cookie + "' cannot name a cookie");
        }
        if (key.reveal().length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "the key of a sticky cookie has at least " + SHORTEST_KEY + " characters");
        }
    }
}
