package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Digest;
import dev.slipway.house.Rules;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds all code to the rules of the house; the table they read is {@code dev.slipway.house.House}. */
class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> the_house_stands() throws URISyntaxException {
        Path classes = Path.of(
                Digest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return Rules.brokenIn(classes, Path.of("src/main/java"), Path.of("src/test/java")).entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThat(rule.getValue()).as(rule.getKey()).isEmpty()));
    }
}
