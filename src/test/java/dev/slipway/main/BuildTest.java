package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildTest {

    @Test
    void the_line_names_the_commit_where_it_is_known() {
        assertThat(new Build("1.2.3", Optional.of("dcbc227")).line()).isEqualTo("slipway 1.2.3 (dcbc227)");
    }

    @Test
    void without_a_commit_the_line_is_the_version_alone() {
        assertThat(new Build("1.2.3", Optional.empty()).line()).isEqualTo("slipway 1.2.3");
    }

    @Test
    void maven_has_filled_in_the_facts() {
        assertThat(Build.ofThisClassPath().version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
