package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adopt.Adopted;
import dev.slipway.adopt.Adoption;
import dev.slipway.adopt.Answers;
import dev.slipway.adopt.PlanProof;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.examples.Golden;
import dev.slipway.lint.Finding;
import dev.slipway.lint.Linter;
import dev.slipway.lint.rules.Severity;
import dev.slipway.report.AdoptionText;
import dev.slipway.runbook.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Documents as people write them, in many styles: what they become, whole, and what must be true of all of them. */
class AdoptedDocumentsTest {
    private static final Path FOLDER = Path.of("src/test/resources/adopt");
    private static final PlanProof PROOF = new PlanProof(ShippedActions.ALL);

    /** They have nothing to perform, or end within a fence: they say so, and stay as they are. */
    static final Set<String> REFUSED = Set.of("no-headings.md", "prose.md", "unclosed.md", "seed-0.md");

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    record Tried(String name, String raw, Source source, Adopted adopted) {
        static Tried of(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            String name = file.getFileName().toString();
            Source source = source(name, bytes);
            String raw = new String(bytes, StandardCharsets.UTF_8);
            return new Tried(name, raw, source, Adoption.of(source, raw, Answers.none(), PROOF));
        }

        static Source source(String name, byte[] bytes) {
            return ((Documents.Decoded.Text) Documents.decode(name, bytes)).source();
        }
    }

    @TestFactory
    Stream<DynamicTest> a_document_becomes_this_runbook() throws IOException {
        return documents().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Tried tried = Tried.of(file);
                    String problems = tried.adopted().problems().stream()
                            .map(Problem::toString)
                            .collect(Collectors.joining("\n"));
                    Golden.compare(
                            "adopt/" + tried.name() + ".txt",
                            (problems.isEmpty() ? tried.adopted().text() : problems + "\n")
                                    + "\n==== Open\n"
                                    + AdoptionText.open(
                                            tried.name(), tried.adopted().open())
                                    + "\n==== Why\n"
                                    + AdoptionText.explained(tried.name(), tried.adopted()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> it_compiles_and_plans_and_lints_no_worse_and_stays_when_adopted_again() throws IOException {
        return documents().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Tried tried = Tried.of(file);
                    Adopted adopted = tried.adopted();
                    if (REFUSED.contains(tried.name())) {
                        assertThat(adopted.problems()).isNotEmpty();
                        assertThat(adopted.raw()).isEqualTo(tried.raw());
                        return;
                    }
                    Source after = new Source(tried.name(), adopted.text());
                    assertThat(adopted.problems()).isEmpty();
                    assertThat(PROOF.of(after)).isEmpty();
                    assertThat(worse(tried.source(), after)).isEmpty();
                    Adopted again = Adoption.of(
                            Tried.source(tried.name(), adopted.raw().getBytes(StandardCharsets.UTF_8)),
                            adopted.raw(),
                            Answers.none(),
                            PROOF);
                    assertThat(again.raw()).isEqualTo(adopted.raw());
                    assertThat(again.isChanged()).isFalse();
                }));
    }

    @TestFactory
    Stream<DynamicTest> what_is_not_said_to_be_changed_is_there_to_the_byte() throws IOException {
        return documents().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Tried tried = Tried.of(file);
                    keepsItsText(tried.raw(), tried.source(), tried.adopted());
                }));
    }

    /** Taking the new lines away and putting the old ones back gives the document, with its line ends. */
    private static void keepsItsText(String raw, Source source, Adopted adopted) {
        if (!adopted.isChanged()) {
            assertThat(adopted.raw()).isEqualTo(raw);
            return;
        }
        String before = adopted.changes().stream()
                .filter(change -> change.mark() != '+')
                .map(change -> change.line())
                .collect(Collectors.joining("\n"));
        String after = adopted.changes().stream()
                .filter(change -> change.mark() != '-')
                .map(change -> change.line())
                .collect(Collectors.joining("\n"));
        assertThat(before).isEqualTo(withoutLast(source.text()));
        assertThat(after).isEqualTo(withoutLast(adopted.text()));
        assertThat(Tried.source("x.md", adopted.raw().getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo(adopted.text());
        if (raw.contains("\r\n") && !raw.replace("\r\n", "").contains("\n")) {
            assertThat(adopted.raw().replace("\r\n", "")).doesNotContain("\n");
        }
        assertThat(adopted.raw().startsWith("\uFEFF")).isEqualTo(raw.startsWith("\uFEFF"));
        assertThat(adopted.raw().endsWith("\n")).isEqualTo(raw.endsWith("\n"));
    }

    private static String withoutLast(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * Codes that were not found before, at lines that stand as they stood. A line whose placeholder became a variable can be read
     * for the first time, and a rule that speaks once a fence speaks twice of one that was parted.
     */
    static Set<String> worse(Source before, Source after) {
        Set<String> known = serious(before).map(Finding::code).collect(Collectors.toSet());
        Set<String> lines = before.lines().stream().map(String::strip).collect(Collectors.toSet());
        return serious(after)
                .filter(finding -> lines.contains(
                        after.lines().get(finding.span().line() - 1).strip()))
                .map(Finding::code)
                .filter(code -> !known.contains(code))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Finding> serious(Source source) {
        return Linter.look(source).findings().stream()
                .filter(finding -> finding.severity().isAtLeast(Severity.WARNING));
    }

    @Test
    void broken_documents_break_nothing_and_keep_their_text() throws IOException {
        Random random = new Random(6);
        List<String> texts = new ArrayList<>();
        for (Path file : documents()) {
            texts.add(Files.readString(file));
        }
        texts.sort(Comparator.comparingInt(String::length));
        int rounds = Integer.getInteger("adopt.fuzz", 150);
        for (int round = 0; round < rounds; round++) {
            String text = texts.get(random.nextInt(Math.min(texts.size(), 26)));
            for (int i = random.nextInt(4); i >= 0; i--) {
                text = mutated(text, random, texts);
            }
            String raw = text;
            Source source = Tried.source("fuzz.md", raw.getBytes(StandardCharsets.UTF_8));
            Adopted adopted = Adoption.of(source, raw, Answers.none(), PROOF);
            assertThat(adopted).as("round %d", round).satisfies(done -> keepsItsText(raw, source, done));
            if (adopted.problems().isEmpty() && adopted.isChanged()) {
                Source after = Tried.source("fuzz.md", adopted.raw().getBytes(StandardCharsets.UTF_8));
                assertThat(Adoption.of(after, adopted.raw(), Answers.none(), PROOF)
                                .raw())
                        .as("round %d, adopted again", round)
                        .isEqualTo(adopted.raw());
            }
        }
    }

    private static String mutated(String text, Random random, List<String> others) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(8)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.set(at, "  " + lines.get(at));
            case 3 -> lines.set(at, lines.get(at).strip());
            case 4 -> lines.set(at, lines.get(at).replaceAll("[`#*]", ""));
            case 5 -> {
                String[] other = others.get(random.nextInt(others.size())).split("\n", -1);
                int from = random.nextInt(other.length);
                lines.addAll(at, List.of(other).subList(from, Math.min(other.length, from + 6)));
            }
            case 6 ->
                lines.set(
                        at,
                        lines.get(at)
                                + List.of("'", "\"", "$(", "<<EOF", " \\", "{", "`", "<x>")
                                        .get(random.nextInt(8)));
            default -> {
                String line = lines.get(at);
                int cut = line.isEmpty() ? 0 : random.nextInt(line.length());
                lines.set(
                        at,
                        line.substring(0, cut)
                                + List.of("\t", "\u00a0", "\ud83d\ude80", "<", "> ", "- [ ] ", "```")
                                        .get(random.nextInt(7))
                                + line.substring(cut));
            }
        }
        return String.join("\n", lines.isEmpty() ? List.of("") : lines);
    }
}
