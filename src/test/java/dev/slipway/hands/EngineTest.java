package dev.slipway.hands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That what bin/test promises is there. */
@Tag("real")
class EngineTest {

    @Test
    void the_engine_runs_a_container_of_an_image_that_needs_no_registry() {
        assertThat(Engine.docker("run", "--rm", Engine.busybox(), "echo", "it runs"))
                .isEqualTo("it runs");
    }

    @Test
    void both_composes_are_there() {
        assertThat(Engine.docker("compose", "version", "--short")).startsWith("2.");
        assertThat(Engine.said("docker-compose", "version", "--short")).startsWith("1.");
    }
}
