package dev.slipway.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.slipway.base.Source;
import dev.slipway.base.Span;
import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged documents: the linter answers, and every finding quotes what stands at its place. */
class MutatedDocumentsTest {
    private static final List<String> SCRAPS = List.of(
            "`",
            "```",
            "\n",
            "\n\n",
            "$(",
            "${",
            "\"",
            "'",
            "\\",
            "<",
            ">",
            "|",
            "&&",
            "{",
            "}",
            "(",
            ")",
            "# ",
            "\t",
            "- [ ] ",
            "> ",
            "<<EOF\n",
            "🚀",
            "日本語",
            "<!-- slipway: allow codes=SW201 because=\"x\" -->\n\n",
            "---\n",
            "| a | b |\n",
            "if ",
            "done",
            ";;",
            "--",
            "\u0000");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void every_finding_of_a_mutated_document_quotes_its_place(long seed) {
        Random random = new Random(seed);
        List<String> documents = documents();
        for (int i = 0; i < 60; i++) {
            String text = mutated(documents.get(random.nextInt(documents.size())), random);
            Source document = Source.of("x.md", text);
            assertThatCode(() -> check(document))
                    .as("seed " + seed + ", document " + i)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void findings_of_whole_documents_quote_their_places() {
        documents().forEach(text -> check(Source.of("x.md", text)));
    }

    @Test
    void line_ends_of_windows_change_nothing_but_the_file() {
        String text = SeedPlacesTest.resource("/runbook/documents/seed-planner.md");

        assertThat(Linter.look(Source.of("x.md", text.replace("\n", "\r\n"))).findings())
                .isEqualTo(Linter.look(Source.of("x.md", text)).findings());
    }

    private static void check(Source document) {
        List<String> lines = document.lines();
        for (Finding finding : Linter.look(document).findings()) {
            assertThat(quoted(lines, finding.span())).isEqualTo(finding.text());
        }
    }

    private static String quoted(List<String> lines, Span span) {
        if (span.line() == span.endLine()) {
            return lines.get(span.line() - 1).substring(span.column() - 1, span.endColumn() - 1);
        }
        StringBuilder text = new StringBuilder(lines.get(span.line() - 1).substring(span.column() - 1));
        for (int line = span.line(); line < span.endLine() - 1; line++) {
            text.append('\n').append(lines.get(line));
        }
        return text.append('\n')
                .append(lines.get(span.endLine() - 1), 0, span.endColumn() - 1)
                .toString();
    }

    private static List<String> documents() {
        List<String> documents = new ArrayList<>();
        Stream.of("openrisk", "ecommerce", "application", "planner", "portal")
                .forEach(seed -> documents.add(SeedPlacesTest.resource("/runbook/documents/seed-" + seed + ".md")));
        for (Card card : Catalogue.cards()) {
            card.wrong().stream().map(Example::document).forEach(documents::add);
        }
        return documents;
    }

    private static String mutated(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes && !out.isEmpty(); i++) {
            int at = random.nextInt(out.length());
            switch (random.nextInt(4)) {
                case 0 -> out.deleteCharAt(at);
                case 1 -> out.insert(at, SCRAPS.get(random.nextInt(SCRAPS.size())));
                case 2 -> out.delete(at, Math.min(out.length(), at + random.nextInt(40)));
                default -> out.insert(at, out.substring(at, Math.min(out.length(), at + random.nextInt(200))));
            }
        }
        return out.toString();
    }
}
