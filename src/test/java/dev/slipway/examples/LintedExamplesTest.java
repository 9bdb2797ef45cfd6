package dev.slipway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Source;
import dev.slipway.lint.Linter;
import dev.slipway.lint.rules.Severity;
import dev.slipway.runbook.Allowance;
import dev.slipway.runbook.Passages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people copy from has no defect that the linter would find, but those whose reason stands beside them. */
class LintedExamplesTest {

    @ParameterizedTest
    @MethodSource("runbooks")
    void an_example_is_found_fault_with_nowhere_above_a_note(Path runbook) {
        Linter.Look look = Linter.look(read(runbook));

        assertThat(look.problems()).isEmpty();
        assertThat(look.findings().stream()
                        .filter(finding -> finding.severity().isAtLeast(Severity.WARNING))
                        .map(finding -> finding.span() + " " + finding.code() + " " + finding.text()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void what_is_silenced_in_an_example_says_why_in_a_sentence(Path runbook) {
        List<Allowance> allowances = Passages.of(read(runbook)).allowances();

        assertThat(allowances)
                .allSatisfy(
                        allowance -> assertThat(allowance.because().split(" ")).hasSizeGreaterThan(5));
        assertThat(Linter.look(read(runbook)).findings())
                .extracting(finding -> finding.code())
                .doesNotContain("SW901");
    }

    @Test
    void every_folder_of_examples_is_looked_at() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("examples"))) {
            assertThat(folders.filter(Files::isDirectory).map(folder -> folder.resolve("runbook.md")))
                    .isNotEmpty()
                    .allMatch(Files::exists)
                    .hasSize((int) runbooks().count());
        }
    }

    static Stream<Path> runbooks() {
        try (Stream<Path> files = Files.walk(Path.of("examples"), 2)) {
            return files.filter(file -> file.endsWith("runbook.md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source read(Path file) {
        try {
            return Source.of(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
