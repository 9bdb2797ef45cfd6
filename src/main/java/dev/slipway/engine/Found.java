package dev.slipway.engine;

import dev.slipway.base.Secret;
import java.util.List;
import java.util.Map;

/**
 * The declared variables as they were found.
 *
 * @param plain values that may be shown and read by expressions
 * @param secrets values given to steps under their names
 * @param masked everything that no output may show: the secrets, and passwords within URLs
 */
record Found(Map<String, String> plain, List<Secret> secrets, List<Secret> masked) {
    Found {
        plain = Map.copyOf(plain);
        secrets = List.copyOf(secrets);
        masked = List.copyOf(masked);
    }

    static final Found NOTHING = new Found(Map.of(), List.of(), List.of());
}
