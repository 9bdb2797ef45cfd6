package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every message, whole, with its place: {@code file:line:column-endColumn}. */
class BrokenFrontMatterTest {

    @TestFactory
    Stream<DynamicTest> each_broken_front_matter_says_exactly_what_is_wrong_and_what_to_do() {
        return Stream.of("/front/yaml.txt", "/front/broken.txt")
                .flatMap(table -> FrontTable.load(table).stream())
                .map(each -> DynamicTest.dynamicTest(
                        each.name(), () -> assertThat(each.said()).isEqualTo(each.expected())));
    }

    @Test
    void the_table_is_long_enough_and_no_case_is_right() {
        var cases = Stream.concat(
                        FrontTable.load("/front/yaml.txt").stream(), FrontTable.load("/front/broken.txt").stream())
                .toList();
        assertThat(cases).hasSizeGreaterThan(100);
        assertThat(cases).extracting(FrontTable::expected).noneMatch(String::isBlank);
        assertThat(cases).extracting(FrontTable::name).doesNotHaveDuplicates();
    }
}
