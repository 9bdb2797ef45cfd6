package dev.slipway.cli;

import dev.slipway.report.RecordHtml;
import dev.slipway.report.RecordJson;
import dev.slipway.report.RecordMarkdown;
import dev.slipway.report.RunRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = "Prints the record of a run: who, what version, gates, steps, what was taken back.")
final class ReportCommand implements Callable<Integer> {
    private final Around around;

    @Mixin
    RunOption run = new RunOption();

    @Option(names = "--format", paramLabel = "md|html|json", description = "else md")
    String format = "md";

    ReportCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        RunOption.Meant meant = run.find(around);
        RunRecord record = Reports.record(meant.desk(), meant.id());
        String seal = Reports.seal(meant.desk(), meant.id());
        switch (format) {
            case "md" -> around.out().print(RecordMarkdown.of(record, around.zone(), seal));
            case "html" -> around.out().print(RecordHtml.of(record, around.zone(), seal));
            case "json" -> around.out().println(RecordJson.of(record, seal).json());
            default -> throw StoppedException.usage("there is no format '" + format + "'", "Formats: md, html, json.");
        }
        return ExitStatus.SUCCEEDED;
    }
}
