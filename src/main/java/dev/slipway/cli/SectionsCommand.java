package dev.slipway.cli;

import dev.slipway.report.ProblemText;
import dev.slipway.report.SectionText;
import dev.slipway.runbook.Documents;
import dev.slipway.runbook.Reading;
import dev.slipway.runbook.Runbooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "sections",
        description = "Lists a document's sections by the names that procedures use, and who runs them.")
final class SectionsCommand implements Callable<Integer> {
    private final Around around;

    @Parameters(index = "0", paramLabel = "DOC", description = "the runbook, or any Markdown document")
    Path document = Path.of("");

    SectionsCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        return switch (Documents.decode(document.toString(), bytes())) {
            case Documents.Decoded.Text text -> {
                Reading reading = Runbooks.read(text.source());
                SectionText.lines(reading.runbook(), around.terminal().columns())
                        .forEach(around.out()::println);
                yield ExitStatus.SUCCEEDED;
            }
            case Documents.Decoded.Refused refused -> {
                around.err()
                        .print(ProblemText.of(
                                List.of(refused.problem()),
                                Map.of(),
                                "Nothing has been run.",
                                around.terminal().columns()));
                yield ExitStatus.BAD_USAGE;
            }
        };
    }

    private byte[] bytes() {
        Path file = around.directory().resolve(document);
        try {
            return Files.readAllBytes(file);
        } catch (IOException _) {
            throw StoppedException.usage(
                    Files.isDirectory(file) ? document + " is a folder" : document + " cannot be read",
                    "Name the runbook's file.");
        }
    }
}
