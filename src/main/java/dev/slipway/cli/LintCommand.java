package dev.slipway.cli;

import dev.slipway.base.Nearest;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import dev.slipway.lint.Baseline;
import dev.slipway.lint.Catalogue;
import dev.slipway.lint.Finding;
import dev.slipway.lint.Linter;
import dev.slipway.lint.Remedy;
import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Severity;
import dev.slipway.report.FindingJson;
import dev.slipway.report.FindingSarif;
import dev.slipway.report.FindingText;
import dev.slipway.report.ProblemText;
import dev.slipway.runbook.Documents;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lint",
        description = {
            "Finds what goes wrong in production when a document is followed: across steps, in any Markdown.",
            "Of a folder, all *.md and *.markdown below it. Codes are explained in docs/lint.md."
        })
final class LintCommand implements Callable<Integer> {
    private static final List<String> FORMATS = List.of("text", "json", "sarif");
    private static final List<String> LIMITS = List.of("error", "warning", "note", "never");

    private final Around around;

    @Parameters(arity = "0..*", paramLabel = "FILE|DIR", description = "the documents")
    List<Path> named = List.of();

    @Option(names = "--format", paramLabel = "text|json|sarif", description = "else text")
    String format = "text";

    @Option(
            names = "--fail-on",
            paramLabel = "error|warning|note|never",
            description = "exit 1 from here on; else error")
    String failOn = "error";

    @Option(names = "--explain", paramLabel = "CODE", description = "what a code means, with examples")
    @Nullable
    String explain;

    @Option(names = "--baseline", paramLabel = "FILE", description = "findings that are known already keep silent")
    @Nullable
    Path baseline;

    @Option(names = "--write-baseline", paramLabel = "FILE", description = "all that is found now is known from now on")
    @Nullable
    Path writeBaseline;

    @Option(names = "--fix", description = "shows what may safely be written instead, as a difference")
    boolean fix;

    @Option(names = "--yes", description = "with --fix: writes it")
    boolean yes;

    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    LintCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        known("format", format, FORMATS);
        known("fail-on", failOn, LIMITS);
        if (explain != null) {
            return explain(explain);
        }
        if (named.isEmpty()) {
            throw StoppedException.usage("slipway lint needs FILE or DIR", "See: slipway lint --help");
        }
        if (yes && !fix) {
            throw StoppedException.usage("'--yes' says yes to --fix", "Write: slipway lint --fix --yes …");
        }
        List<Finding> found = new ArrayList<>();
        new LintFiles(around.directory()).of(named).forEach(file -> found.addAll(look(file)));
        List<Finding> fresh = known().without(found);
        if (writeBaseline != null) {
            write(writeBaseline, Baseline.written(found));
        }
        // First what makes the exit status 2: below it, findings would read as if that were all there is to say.
        if (!problems.isEmpty()) {
            around.err()
                    .print(ProblemText.of(
                            problems,
                            sources,
                            "The rest was looked at.",
                            around.terminal().columns()));
            around.err().flush();
        }
        if (fix) {
            fix(fresh);
        } else {
            print(fresh);
        }
        boolean fails = !fix && writeBaseline == null && fails(fresh);
        return !problems.isEmpty() ? ExitStatus.BAD_USAGE : fails ? ExitStatus.FAILED : ExitStatus.SUCCEEDED;
    }

    private void fix(List<Finding> findings) {
        LintFixes fixes = new LintFixes(around);
        int count = 0;
        for (Source source : sources.values()) {
            List<Remedy> remedies = Remedy.of(findings.stream()
                    .filter(finding -> finding.span().file().equals(source.file()))
                    .toList());
            if (remedies.isEmpty()) {
                continue;
            }
            count += remedies.size();
            fixes.show(source, remedies);
            if (yes) {
                fixes.write(Path.of(source.file()), remedies);
            }
        }
        around.out()
                .println(
                        count == 0
                                ? "Nothing here can be fixed safely by itself."
                                : yes ? "Written." : "Nothing is written yet: slipway lint --fix --yes writes it.");
    }

    private static void known(String option, String value, List<String> all) {
        if (!all.contains(value)) {
            throw StoppedException.usage(
                    "'--" + option + "' cannot be '" + value + "'", Nearest.help("It is one of", value, all));
        }
    }

    private int explain(String code) {
        Card card = Catalogue.card(code)
                .orElseThrow(
                        () -> StoppedException.usage("no rule has the code '" + code + "'", Catalogue.nearest(code)));
        around.out().print(FindingText.explained(card, around.terminal().columns()));
        return ExitStatus.SUCCEEDED;
    }

    /** A document that cannot be read keeps nobody from those that can. */
    private List<Finding> look(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(around.directory().resolve(file));
        } catch (NoSuchFileException _) {
            throw StoppedException.usage("there is no file " + file, "");
        } catch (AccessDeniedException _) {
            unread(file, "permission denied");
            return List.of();
        } catch (IOException e) {
            unread(file, String.valueOf(e.getMessage()));
            return List.of();
        }
        return switch (Documents.decode(file.toString(), bytes)) {
            case Documents.Decoded.Text text -> {
                sources.put(text.source().file(), text.source());
                Linter.Look look = Linter.look(text.source());
                problems.addAll(look.problems());
                yield look.findings();
            }
            case Documents.Decoded.Refused refused -> {
                problems.add(refused.problem());
                yield List.of();
            }
        };
    }

    private void unread(Path file, String why) {
        problems.add(new Problem(Span.point(file.toString(), 1, 1), "this file cannot be read: " + why, ""));
    }

    private Baseline known() {
        if (baseline == null) {
            return Baseline.none();
        }
        Optional<Baseline> read;
        try {
            read = Baseline.read(Files.readString(around.directory().resolve(baseline)));
        } catch (NoSuchFileException _) {
            throw StoppedException.usage(
                    "there is no file " + baseline, "Write it: slipway lint --write-baseline " + baseline + " …");
        } catch (CharacterCodingException _) {
            read = Optional.empty();
        } catch (IOException e) {
            throw StoppedException.usage(baseline + " cannot be read: " + e.getMessage(), "");
        }
        return read.orElseThrow(() -> StoppedException.usage(
                baseline + " is no baseline", "Write it anew: slipway lint --write-baseline " + baseline + " …"));
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(around.directory().resolve(file), text);
        } catch (IOException e) {
            throw StoppedException.usage(file + " cannot be written: " + e.getMessage(), "");
        }
    }

    private void print(List<Finding> findings) {
        switch (format) {
            case "json" -> around.out().println(FindingJson.of(findings).json());
            case "sarif" -> around.out().println(FindingSarif.of(findings).json());
            default ->
                around.out()
                        .print(FindingText.of(
                                findings, sources, around.terminal().columns()));
        }
    }

    private boolean fails(List<Finding> findings) {
        return switch (failOn) {
            case "error" -> any(findings, Severity.ERROR);
            case "warning" -> any(findings, Severity.WARNING);
            case "note" -> any(findings, Severity.NOTE);
            default -> false;
        };
    }

    private static boolean any(List<Finding> findings, Severity least) {
        return findings.stream().anyMatch(finding -> finding.severity().isAtLeast(least));
    }
}
