package dev.slipway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final Stay FIRST = new Stay("v1", "0001", "2026-01-01T00:00:00Z");
    private static final Stay LATER = new Stay("v1", "0002", "2026-02-01T00:00:00Z");
    private static final Stay NEXT = new Stay("v2", "0003", "2026-03-01T00:00:00Z");
    private static final List<Stay> ALL = List.of(FIRST, LATER, NEXT);

    @Test
    void a_version_fits_where_it_has_run() {
        assertThat(Fit.of("v1", "0002", ALL, List.of())).isEqualTo(new Fit.Ran(LATER));
        assertThat(Fit.of("v1", "0001", ALL, List.of())).isEqualTo(new Fit.Ran(FIRST));
    }

    @Test
    void where_another_version_ran_it_does_not_and_its_last_revision_is_named() {
        assertThat(Fit.of("v1", "0003", ALL, List.of())).isEqualTo(new Fit.Never(LATER));
    }

    @Test
    void its_author_may_say_that_it_does() {
        assertThat(Fit.of("v1", "0003", ALL, List.of("0003"))).isEqualTo(new Fit.Said());
        assertThat(Fit.of("v0", "0003", ALL, List.of(Fit.ANY))).isEqualTo(new Fit.Said());
        assertThat(Fit.of("v1", "0003", ALL, List.of("0004"))).isEqualTo(new Fit.Never(LATER));
    }

    @Test
    void of_a_version_without_a_release_nothing_is_known() {
        assertThat(Fit.of("v0", "0003", ALL, List.of())).isEqualTo(new Fit.Unheard());
    }
}
