package dev.slipway.actions.deploy;

import java.util.stream.Collectors;

/**
 * The runbook of tests that release {@link ShopServer}: inputs {@code version}, {@code fails} (of a hundred requests), and
 * {@code after}, a command that is run after the release and fails when a test wants it to.
 */
public final class ShopBook {
    private ShopBook() {}

    /**
     * @param front the settings of the front {@code web}
     * @param how parameters of deploy.process, a line each
     */
    public static String text(String front, String how) {
        String words =
                ShopServer.words().stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ", "[", "]"));
        return """
                ---
                slipway:
                  version: 1
                  service: shop
                  traffic: {web: %s}
                  inputs: {version: {pattern: 'v\\d+'}, fails: {default: '0'}, after: {default: 'true'}}
                  procedures: {release: {run: [steps]}}
                ---

                # Shop

                ## Steps

                <!-- slipway: step id=deploy -->
                ```yaml
                deploy.process:
                  name: shop
                  version: ${inputs.version}
                  command: %s
                  env: {FAILS: '${inputs.fails}'}
                  ready: {path: /health, within: 30s}
                  traffic: web
                  grace: 1s
                %s
                ```

                <!-- slipway: step id=after -->
                ```bash
                $AFTER
                ```
                """.formatted(front, words, how.indent(2).stripTrailing());
    }
}
