package dev.slipway.actions.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may go, without an engine. */
class PruningTest {
    private static final Instant NOW = Instant.parse("2026-03-14T09:00:00Z");

    private static final ImagesPrune.Rules RULES =
            new ImagesPrune.Rules(List.of("shop"), 1, List.of(), Duration.ofHours(24), true);

    @Test
    void images_of_repeatable_builds_have_no_age_and_stay() throws Exception {
        List<Image> images = Stream.of("a", "b", "c")
                .map(id -> image(id, List.of("shop:" + id), Instant.EPOCH))
                .toList();

        Pruning pruning = Pruning.of(RULES, images, Set.of(), NOW);

        assertThat(pruning.going()).isEmpty();
        assertThat(pruning.kept()).contains("stays: shop:b, nobody can tell when it was made");
    }

    @Test
    void the_newest_stays_and_the_old_and_the_nameless_go() throws Exception {
        List<Image> images = List.of(
                image("a", List.of("shop:1"), NOW.minus(Duration.ofDays(9))),
                image("b", List.of("shop:2"), NOW.minus(Duration.ofDays(2))),
                image("c", List.of(), NOW.minus(Duration.ofDays(9))),
                image("d", List.of(), NOW.minus(Duration.ofHours(1))));

        assertThat(Pruning.of(RULES, images, Set.of(), NOW).going()).containsOnlyKeys("shop:1", "c");
    }

    private static Image image(String id, List<String> tags, Instant created) {
        return new Image(id, tags, List.of(), created, "amd64", 1_000, Map.of());
    }
}
