package dev.slipway.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Source;
import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Example;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.Severity;
import dev.slipway.main.ShippedActions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule finds what its own examples mark, and nothing else that matters; what it calls right is right to all rules. */
class RuleExamplesTest {

    @TestFactory
    Stream<DynamicTest> the_wrong_example_gives_this_code_at_the_marked_lines() {
        return cards().flatMap(card -> IntStream.range(0, card.wrong().size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        card.code() + " wrong " + (i + 1),
                        () -> assertThat(found(card, card.wrong().get(i)))
                                .isEqualTo(marked(card, card.wrong().get(i)))
                                .isNotEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> the_right_example_gives_no_finding_of_any_rule() {
        return cards().flatMap(card -> IntStream.range(0, card.right().size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        card.code() + " right " + (i + 1),
                        () -> assertThat(found(card, card.right().get(i))).isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> a_remedy_takes_the_finding_away() {
        return cards().filter(card -> !card.remedies().isEmpty())
                .map(card -> DynamicTest.dynamicTest(card.code(), () -> {
                    Source before = card.wrong().stream()
                            .map(example -> new Source("x.md", example.document()))
                            .filter(document ->
                                    !Remedy.of(Linter.look(document).findings()).isEmpty())
                            .findFirst()
                            .orElseThrow();
                    List<Remedy> remedies = Remedy.of(Linter.look(before).findings());
                    assertThat(remedies).hasSize(1);
                    List<String> lines = new ArrayList<>(before.lines());
                    int at = remedies.getFirst().span().line() - 1;
                    lines.set(at, Remedy.applied(lines.get(at), remedies));
                    Source after = new Source("x.md", String.join("\n", lines));
                    assertThat(Linter.look(after).findings())
                            .extracting(Finding::code)
                            .doesNotContain(card.code());
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_card_says_everything() {
        return cards().map(card -> DynamicTest.dynamicTest(card.code(), () -> {
            assertThat(card.wrong()).isNotEmpty();
            assertThat(card.right()).isNotEmpty();
            assertThat(card.title()).isNotBlank().doesNotEndWith(".");
            assertThat(card.harm()).endsWith(".");
            assertThat(card.fix()).endsWith(".");
        }));
    }

    @Test
    void a_typed_step_that_a_card_advises_is_there() {
        Set<String> there = ShippedActions.ALL.actions().stream()
                .map(action -> action.name())
                .collect(Collectors.toSet());
        // Names of files that cards show.
        Set<String> others = Set.of("undo.sql", "manage.py", "release.tfplan");
        Pattern named = Pattern.compile("(?<![\\w./$@*-])[a-z]+[.][a-z][a-z-]+\\b(?![/.(])");
        assertThat(cards().flatMap(card -> named.matcher(card.harm() + " " + card.fix())
                        .results()
                        .map(MatchResult::group)
                        .filter(name -> !there.contains(name) && !others.contains(name))
                        .map(name -> card.code() + " advises " + name)))
                .isEmpty();
    }

    @Test
    void a_code_belongs_to_one_rule() {
        assertThat(Catalogue.cards().stream().map(Card::code)).doesNotHaveDuplicates();
    }

    private static Stream<Card> cards() {
        return Catalogue.rules().stream().map(Rule::card);
    }

    /** Notes of other rules are no matter here. */
    private static List<String> found(Card card, Example example) {
        return Linter.look(new Source("x.md", example.document())).findings().stream()
                .filter(finding ->
                        finding.severity() != Severity.NOTE || finding.code().equals(card.code()))
                .map(finding -> finding.code() + " in line " + finding.span().line())
                .toList();
    }

    private static List<String> marked(Card card, Example example) {
        return example.marked().stream()
                .map(line -> card.code() + " in line " + line)
                .toList();
    }
}
