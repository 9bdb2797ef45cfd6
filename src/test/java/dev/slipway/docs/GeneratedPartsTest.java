package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the code knows is not written by hand. */
class GeneratedPartsTest {
    static List<Page> pages() {
        return Page.all().stream()
                .filter(page -> page.text().contains("<!-- generated: "))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void what_a_page_says_is_what_the_code_does(Page page) {
        assertThat(page.text()).as("%s is stale: run bin/docs", page.path()).isEqualTo(GeneratedParts.renewed(page));
    }

    @Test
    void everything_that_can_be_generated_stands_on_some_page() {
        assertThat(GeneratedParts.ALL.keySet())
                .allSatisfy(name ->
                        assertThat(pages()).anyMatch(page -> page.text().contains("<!-- generated: " + name + " -->")));
    }
}
