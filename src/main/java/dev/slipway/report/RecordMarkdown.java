package dev.slipway.report;

import dev.slipway.run.Progress;
import java.time.ZoneId;
import java.util.List;

/** The record of a run as a Markdown document, as teams keep it beside their runbook. */
public final class RecordMarkdown {
    private final RunRecord record;
    private final RecordFacts facts;
    private final StringBuilder out = new StringBuilder();

    private RecordMarkdown(RunRecord record, ZoneId zone) {
        this.record = record;
        this.facts = new RecordFacts(record, zone);
    }

    /** @param seal what the journal's chain says of this record; may be empty */
    public static String of(RunRecord record, ZoneId zone, String seal) {
        return new RecordMarkdown(record, zone).write(seal);
    }

    private String write(String seal) {
        line("# " + cell(facts.title()));
        line("");
        line("| | |");
        line("| --- | --- |");
        facts.head(seal).forEach((name, value) -> line("| " + cell(name) + " | " + cell(value) + " |"));
        record.phases().forEach(this::phase);
        gates();
        back("Undone", record.marked(Marked.UNDONE));
        back("Left as is", record.leftAsIs());
        back("Could not be undone", record.marked(Marked.UNDO_FAILED));
        turns();
        if (!facts.unperformed().isEmpty()) {
            line("");
            line(facts.unperformed());
        }
        return out.toString();
    }

    private void phase(RunRecord.PhaseRecord phase) {
        line("");
        line("## " + cell(phase.phase().title()));
        line("");
        line("| step | | began | took | |");
        line("| --- | --- | --- | --- | --- |");
        phase.steps()
                .forEach(step -> line("| " + cell(step.step().id().value()) + ": "
                        + cell(step.step().title()) + " | "
                        + cell(RecordFacts.state(step)) + " | " + facts.began(step) + " | " + RecordFacts.took(step)
                        + " | " + cell(String.join("; ", RecordFacts.details(step))) + " |"));
    }

    private void gates() {
        if (facts.gates().isEmpty()) {
            return;
        }
        line("");
        line("## Who let it through");
        line("");
        line("| question | answer | by | at | evidence |");
        line("| --- | --- | --- | --- | --- |");
        facts.gates().forEach(step -> step.answers().forEach(answer -> answer(step, answer)));
    }

    private void answer(StepRecord step, Progress.Answered a) {
        line("| " + cell(RecordFacts.question(step, a.question())) + " | " + RecordJson.word(a.answer()) + " | "
                + cell(a.by().name()) + " | " + facts.exact(a.at()) + " | " + cell(a.note()) + " |");
    }

    private void back(String title, List<StepRecord> steps) {
        if (!steps.isEmpty()) {
            line("");
            line("## " + title);
            line("");
            steps.forEach(step -> line("- " + cell(step.step().id().value()) + ": "
                    + cell(step.step().title())));
        }
    }

    private void turns() {
        line("");
        line("## What happened to the run");
        line("");
        record.turns().forEach(turn -> line("- " + facts.exact(turn.at()) + " " + cell(turn.says())));
        line("- moved by " + cell(facts.movers()));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    /** Text that stays text: nothing in it is markup, a link, HTML or the end of a cell. */
    private static String cell(String text) {
        return Width.clean(text)
                .replace("\\", "\\\\")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([|`*_\\[\\]#~!])", "\\\\$1");
    }
}
