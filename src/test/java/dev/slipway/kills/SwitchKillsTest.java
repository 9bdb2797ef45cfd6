package dev.slipway.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kills.SwitchHunt.Course;
import dev.slipway.kills.SwitchHunt.Proxies;
import dev.slipway.kills.SwitchHunt.Strategy;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One point of some ways; {@code bin/kills switches} goes through all of them. */
@Tag("real")
class SwitchKillsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "EMBEDDED, BLUE_GREEN, IS_UNDONE",
        "EMBEDDED, IN_PLACE, SUCCEEDS",
        "HAPROXY, CANARY, IS_BAD",
        "NGINX, BLUE_GREEN, IS_UNDONE"
    })
    void a_release_that_is_killed_goes_on_and_loses_no_request(Proxies proxy, Strategy strategy, Course course)
            throws Exception {
        Random random = new Random();
        try (SwitchHunt hunt = new SwitchHunt(folder, proxy, strategy, random)) {
            int point = 2 + random.nextInt(8);
            assertThat(hunt.play(course, point))
                    .as("killed after " + point + " lines")
                    .isEmpty();
        }
    }
}
