package dev.slipway.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> PLACES = List.of("app", "db", "web");

    @Test
    void a_letter_too_many_is_forgiven() {
        assertThat(Nearest.to("dbb", PLACES)).contains("db");
    }

    @Test
    void two_letters_that_changed_places_are_one_mistake() {
        assertThat(Nearest.to("wbe", PLACES)).contains("web");
    }

    @Test
    void a_short_word_does_not_match_everything() {
        assertThat(Nearest.to("xy", PLACES)).isEmpty();
    }

    @Test
    void a_long_name_may_differ_in_a_third_of_its_letters() {
        assertThat(Nearest.to("pre-deploy-checklist", List.of("pre-deployment-checklist", "rollback")))
                .contains("pre-deployment-checklist");
    }

    @Test
    void capitals_do_not_count() {
        assertThat(Nearest.to("VERSION", List.of("option", "version"))).contains("version");
    }

    @Test
    void the_help_names_what_is_known() {
        assertThat(Nearest.help("Places in this runbook", "dbb", PLACES))
                .isEqualTo("Places in this runbook: app, db, web. Did you mean 'db'?");
        assertThat(Nearest.help("Places in this runbook", "kubernetes", PLACES))
                .isEqualTo("Places in this runbook: app, db, web.");
        assertThat(Nearest.help("Places in this runbook", "db", List.of())).isEqualTo("Places in this runbook: none.");
    }
}
