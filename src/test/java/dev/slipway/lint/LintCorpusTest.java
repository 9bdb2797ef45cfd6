package dev.slipway.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lint.LintCorpus.Piece;
import dev.slipway.lint.LintMutations.Mutant;
import dev.slipway.lint.LintMutations.Operator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How far the rules can be trusted: silence where nothing is wrong, and a word where something is. */
class LintCorpusTest {
    private static final int LEAST = 40;

    @TestFactory
    Stream<DynamicTest> nothing_fires_on_a_good_document() {
        return LintCorpus.good().stream()
                .map(piece -> DynamicTest.dynamicTest(
                        piece.name(), () -> assertThat(piece.found()).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> a_bad_document_gives_what_it_says_and_nothing_else() {
        return LintCorpus.bad().stream()
                .map(piece -> DynamicTest.dynamicTest(
                        piece.name(), () -> assertThat(piece.found()).isEqualTo(piece.expected())));
    }

    @TestFactory
    Stream<DynamicTest> a_mistake_made_in_a_good_document_is_found_where_it_was_made() {
        return LintMutations.operators().stream()
                .map(operator -> DynamicTest.dynamicTest(operator.says(), () -> everyMutantIsFound(operator)));
    }

    private static void everyMutantIsFound(Operator operator) {
        List<Mutant> mutants = operator.mutants();
        assertThat(mutants).as("documents to make the mistake in").isNotEmpty();
        assertThat(mutants).allMatch(Mutant::isFound);
    }

    @Test
    void there_is_enough_to_look_at() {
        assertThat(LintCorpus.good()).hasSizeGreaterThanOrEqualTo(LEAST);
        assertThat(LintCorpus.bad()).hasSizeGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void every_code_that_is_expected_is_one() {
        Set<String> codes = LintCorpus.bad().stream()
                .map(Piece::expected)
                .flatMap(Set::stream)
                .map(place -> place.substring(0, 5))
                .collect(Collectors.toSet());
        assertThat(codes).allMatch(code -> Catalogue.card(code).isPresent());
    }
}
