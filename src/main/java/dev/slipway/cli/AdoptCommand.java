package dev.slipway.cli;

import dev.slipway.adopt.Adopted;
import dev.slipway.adopt.Adoption;
import dev.slipway.adopt.Answers;
import dev.slipway.adopt.Open;
import dev.slipway.base.Nearest;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.report.AdoptionText;
import dev.slipway.report.ProblemText;
import dev.slipway.runbook.Documents;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "adopt",
        description = {
            "Makes a runbook of an ordinary document, and says what it could not decide.",
            "Shows the difference; a runbook is written only where --output or --in-place says, answers to DOC.answers."
        })
final class AdoptCommand implements Callable<Integer> {
    private final Around around;

    @Parameters(index = "0", paramLabel = "DOC", description = "the document")
    Path document = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write the runbook there; a file that exists is kept, unless --yes")
    @Nullable
    Path output;

    @Option(names = "--in-place", description = "write the runbook over the document")
    boolean inPlace;

    @Option(names = "--answers", paramLabel = "FILE", description = "answers that were given before; else DOC.answers")
    @Nullable
    Path answers;

    @Option(names = "--explain", description = "why each fence became what it became, instead of the difference")
    boolean explain;

    @Option(names = "--yes", description = "ask nothing, and write over what exists")
    boolean yes;

    private List<Open> asked = List.of();

    AdoptCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (inPlace && output != null) {
            throw StoppedException.usage("--in-place and --output exclude each other", "Keep one of them.");
        }
        byte[] bytes = bytes();
        return switch (Documents.decode(document.toString(), bytes)) {
            case Documents.Decoded.Text text -> adopt(text.source(), new String(bytes, StandardCharsets.UTF_8));
            case Documents.Decoded.Refused refused -> refused(List.of(refused.problem()), Map.of());
        };
    }

    private int adopt(Source source, String raw) {
        Answers known = known();
        DraftProof proof = new DraftProof(around);
        Adopted adopted = Adoption.of(source, raw, known, proof);
        check(known, adopted);
        if (around.terminal().present() && !yes && adopted.problems().isEmpty()) {
            Answers told = ask(source, raw, known, proof);
            if (!told.equals(known)) {
                adopted = Adoption.of(source, raw, told, proof);
                write(answersFile(), told.written(asked), "the answers");
            }
            known = told;
        }
        if (!adopted.problems().isEmpty()) {
            return refused(adopted.problems(), Map.of(source.file(), new Source(source.file(), adopted.text())));
        }
        if (!adopted.isChanged()) {
            around.out().println(document + " is a runbook already: nothing was changed.");
            return ExitStatus.SUCCEEDED;
        }
        show(adopted, known);
        return ExitStatus.SUCCEEDED;
    }

    private void show(Adopted adopted, Answers known) {
        Optional<Path> to = inPlace ? Optional.of(document) : Optional.ofNullable(output);
        if (explain) {
            around.out().print(AdoptionText.explained(document.toString(), adopted));
        } else if (to.isEmpty()) {
            around.out().print(AdoptionText.diff(document.toString(), document.toString(), adopted));
        }
        to.ifPresent(file -> {
            if (!inPlace && !yes && Files.exists(around.directory().resolve(file))) {
                throw StoppedException.usage(
                        file + " exists already", "Name another file, or add --yes to write over it.");
            }
            write(file, adopted.raw(), "the runbook");
        });
        List<Open> open = adopted.open().stream()
                .filter(each -> !each.isAnswerable() || known.to(each.key()).isEmpty())
                .toList();
        around.out().flush();
        around.err().print(AdoptionText.open(document.toString(), open));
        around.err()
                .println(to.map(file -> "Written: " + file + ". See what it would do: slipway plan " + file)
                        .orElse("No runbook was written. Write it: slipway adopt " + document + " -o RUNBOOK"));
    }

    /** Only what the document does not say, once each; Enter takes what holds anyway. */
    private Answers ask(Source source, String raw, Answers known, DraftProof proof) {
        Answers told = known;
        while (true) {
            Adopted adopted = Adoption.of(source, raw, told, proof);
            asked = adopted.open();
            Answers before = told;
            Optional<Open> next = adopted.open().stream()
                    .filter(each -> each.isAnswerable() && before.to(each.key()).isEmpty())
                    .findFirst();
            if (next.isEmpty()) {
                return told;
            }
            told = told.and(next.get().key(), answer(next.get()));
        }
    }

    private String answer(Open open) {
        String choices = open.choices().isEmpty() ? "" : " (" + String.join(", ", open.choices()) + ")";
        while (true) {
            Optional<String> line = around.terminal()
                    .ask(document + ":" + open.line() + "  " + open.asks() + choices + " [" + open.taken() + "] ");
            String said = line.map(String::strip).orElse("");
            if (said.isEmpty()) {
                return open.taken();
            }
            if (open.choices().isEmpty() || open.choices().contains(said)) {
                return said;
            }
            around.err().println("  " + Nearest.help("It is one of", said, open.choices()));
        }
    }

    /** An answer to nothing, or with another word than there is to choose from, would be passed over in silence. */
    private void check(Answers known, Adopted adopted) {
        List<String> keys = adopted.open().stream()
                .filter(Open::isAnswerable)
                .map(Open::key)
                .toList();
        if (!adopted.isChanged()) {
            return;
        }
        for (Map.Entry<String, String> answer : known.all().entrySet()) {
            Open open = adopted.open().stream()
                    .filter(each -> each.key().equals(answer.getKey()))
                    .findFirst()
                    .orElseThrow(() -> StoppedException.usage(
                            answersFile() + " answers '" + answer.getKey() + "', which nobody asks",
                            Nearest.help("What is asked", answer.getKey(), keys)));
            if (!open.choices().isEmpty() && !open.choices().contains(answer.getValue())) {
                throw StoppedException.usage(
                        answersFile() + " answers '" + answer.getKey() + "' with '" + answer.getValue() + "'",
                        Nearest.help("It is one of", answer.getValue(), open.choices()));
            }
        }
    }

    private Path answersFile() {
        return answers == null ? Path.of(document + ".answers") : answers;
    }

    private Answers known() {
        Path file = around.directory().resolve(answersFile());
        List<Problem> problems = new ArrayList<>();
        try {
            if (answers == null && !Files.exists(file)) {
                return Answers.none();
            }
            Source source = Source.of(answersFile().toString(), Files.readString(file));
            Answers known = Answers.read(source, problems);
            if (!problems.isEmpty()) {
                refused(problems, Map.of(source.file(), source));
                throw new StoppedException(ExitStatus.BAD_USAGE, "", "");
            }
            return known;
        } catch (NoSuchFileException _) {
            throw StoppedException.usage("there is no file " + answersFile(), "");
        } catch (CharacterCodingException _) {
            throw StoppedException.usage(answersFile() + " is not UTF-8", "Save the file as UTF-8.");
        } catch (IOException e) {
            throw StoppedException.usage(answersFile() + " cannot be read: " + e.getMessage(), "");
        }
    }

    private int refused(List<Problem> problems, Map<String, Source> sources) {
        around.out().flush();
        around.err()
                .print(ProblemText.of(
                        problems,
                        sources,
                        "Nothing was written.",
                        around.terminal().columns()));
        return ExitStatus.BAD_USAGE;
    }

    private byte[] bytes() {
        Path file = around.directory().resolve(document);
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            throw StoppedException.usage("there is no file " + document, "");
        } catch (IOException e) {
            throw StoppedException.usage(
                    Files.isDirectory(file)
                            ? document + " is a folder"
                            : document + " cannot be read: " + e.getMessage(),
                    "Name the document's file.");
        }
    }

    private void write(Path file, String text, String what) {
        try {
            Files.writeString(around.directory().resolve(file), text);
        } catch (IOException e) {
            throw StoppedException.usage(what + " cannot be written to " + file + ": " + e.getMessage(), "");
        }
    }
}
