package dev.slipway.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Five real documents, and the places in them where something goes wrong: each with the rule that finds it. */
class SeedPlacesTest {
    private static final int LEAST = 75;

    private final Map<String, Set<String>> found = new HashMap<>();

    /** @param code what finds it; {@code -} where nothing does yet */
    private record Listed(String seed, int line, String code, String says) {}

    @TestFactory
    Stream<DynamicTest> the_listed_place_is_found() {
        return places().stream()
                .filter(place -> !place.code().equals("-"))
                .map(place -> DynamicTest.dynamicTest(
                        place.seed() + ":" + place.line() + " " + place.says(),
                        () -> assertThat(in(place.seed())).contains(place.code() + " " + place.line())));
    }

    @Test
    void most_of_the_places_are_found() {
        assertThat(places().stream().filter(place -> !place.code().equals("-"))).hasSizeGreaterThanOrEqualTo(LEAST);
    }

    private Set<String> in(String seed) {
        return found.computeIfAbsent(
                seed,
                _ ->
                        Linter.look(Source.of(seed, resource("/runbook/documents/seed-" + seed + ".md")))
                                .findings()
                                .stream()
                                .map(finding ->
                                        finding.code() + " " + finding.span().line())
                                .collect(Collectors.toSet()));
    }

    private static List<Listed> places() {
        return resource("/lint/places.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> {
                    List<String> words = Arrays.asList(line.split(" ", 3));
                    int colon = words.getFirst().indexOf(':');
                    String seed = words.getFirst().substring(0, colon);
                    int number = Integer.parseInt(words.getFirst().substring(colon + 1));
                    return new Listed(seed, number, words.get(1), words.get(2));
                })
                .toList();
    }

    static String resource(String name) {
        try (InputStream in = SeedPlacesTest.class.getResourceAsStream(name)) {
            return new String(java.util.Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
