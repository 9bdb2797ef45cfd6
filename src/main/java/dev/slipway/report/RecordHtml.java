package dev.slipway.report;

import dev.slipway.run.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The record of a run as one page that needs nothing else: no script, no font, no server. Light, dark, phone and paper. */
public final class RecordHtml {
    private static final String STYLE = """
            :root{color-scheme:light dark;--line:#d7d7d2;--dim:#6b6b66;--good:#1a7f37;--bad:#b3261e;--wait:#8a5a00;--bar:#8fa7c4}
            @media (prefers-color-scheme:dark){:root{--line:#3c3c3a;--dim:#a0a09a;--good:#57c27a;--bad:#ff8a80;--wait:#e0b050;--bar:#5b7594}}
            body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.6rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
            .dim{color:var(--dim)}.good{color:var(--good)}.bad{color:var(--bad)}.wait{color:var(--wait)}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem}dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
            ul{list-style:none;padding:0;margin:0}li{border-top:1px solid var(--line);padding:.5rem 0}
            .step{display:flex;gap:.75rem;justify-content:space-between}.step b{font-weight:600;overflow-wrap:anywhere}
            .time{white-space:nowrap;color:var(--dim);font-variant-numeric:tabular-nums}
            .more{margin:.1rem 0 0 1.4rem;overflow-wrap:anywhere}.track{margin:.3rem 0 0 1.4rem;height:4px;background:var(--line)}
            .track i{display:block;height:4px;min-width:2px;background:var(--bar)}
            @media (max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
            @media print{body{max-width:none;margin:0;font-size:11pt}li{break-inside:avoid}.track{print-color-adjust:exact}}
            """;

    private final RunRecord record;
    private final RecordFacts facts;
    private final StringBuilder out = new StringBuilder();

    private RecordHtml(RunRecord record, ZoneId zone) {
        this.record = record;
        this.facts = new RecordFacts(record, zone);
    }

    /** @param seal what the journal's chain says of this record; may be empty */
    public static String of(RunRecord record, ZoneId zone, String seal) {
        return new RecordHtml(record, zone).write(seal);
    }

    private String write(String seal) {
        out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>");
        out.append(text(facts.title()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        out.append("<h1>")
                .append(text(facts.title()))
                .append("</h1>\n<p class=\"")
                .append(tone())
                .append("\">");
        out.append(text(facts.ending())).append("</p>\n<dl>\n");
        facts.head(seal)
                .forEach((name, value) -> out.append("<dt>")
                        .append(text(name))
                        .append("</dt><dd>")
                        .append(text(value))
                        .append("</dd>\n"));
        out.append("</dl>\n");
        record.phases().forEach(this::phase);
        gates();
        back("Undone", record.marked(Marked.UNDONE));
        back("Left as is", record.leftAsIs());
        back("Could not be undone", record.marked(Marked.UNDO_FAILED));
        turns();
        if (!facts.unperformed().isEmpty()) {
            out.append("<p class=\"dim\">").append(text(facts.unperformed())).append("</p>\n");
        }
        return out.append("</body>\n</html>\n").toString();
    }

    private String tone() {
        return record.ended()
                .map(end -> switch (end.ending()) {
                    case SUCCEEDED -> "good";
                    case UNDONE_AFTER_FAILURE, FAILED, ABORTED -> "bad";
                })
                .orElse("wait");
    }

    private void phase(RunRecord.PhaseRecord phase) {
        heading(phase.phase().title());
        out.append("<ul>\n");
        phase.steps().forEach(this::step);
        out.append("</ul>\n");
    }

    private void step(StepRecord step) {
        out.append("<li><div class=\"step\"><span><span class=\"")
                .append(tone(step.marked()))
                .append("\">");
        out.append(text(RecordFacts.state(step)))
                .append("</span> <b>")
                .append(text(step.step().title()));
        out.append("</b> <span class=\"dim\">")
                .append(text(step.step().id().value()))
                .append("</span></span>");
        String time = (facts.began(step) + " " + RecordFacts.took(step)).strip();
        out.append("<span class=\"time\">").append(text(time)).append("</span></div>");
        RecordFacts.details(step)
                .forEach(line ->
                        out.append("<div class=\"more\">").append(text(line)).append("</div>"));
        step.notes().stream()
                .flatMap(note -> EvidenceNote.picture(note).stream())
                .forEach(picture -> out.append(picture.svg()));
        bar(step);
        out.append("</li>\n");
    }

    /** Where in the run a step lies, and how much of it it took. */
    private void bar(StepRecord step) {
        Optional<Instant> end = record.ended().map(e -> e.at());
        if (end.isEmpty()
                || step.times().began().isEmpty()
                || step.times().ended().isEmpty()) {
            return;
        }
        Instant from = record.run().started();
        double whole = Math.max(1, Duration.between(from, end.get()).toMillis());
        double before = Duration.between(from, step.times().began().get()).toMillis() * 100 / whole;
        double share = Duration.between(
                                step.times().began().get(), step.times().ended().get())
                        .toMillis()
                * 100
                / whole;
        out.append(String.format(
                Locale.ROOT,
                "<div class=\"track\"><i style=\"margin-left:%.2f%%;width:%.2f%%\"></i></div>",
                Math.clamp(before, 0, 100),
                Math.clamp(share, 0, 100 - Math.clamp(before, 0, 100))));
    }

    private static String tone(Marked marked) {
        return switch (marked) {
            case DONE -> "good";
            case FAILED, UNDO_FAILED -> "bad";
            case RUNNING, ASKING, DOUBTED, UNDOING, UNDONE, LEFT_AS_IS -> "wait";
            case PENDING, SKIPPED, PASSED_OVER -> "dim";
        };
    }

    private void gates() {
        if (facts.gates().isEmpty()) {
            return;
        }
        heading("Who let it through");
        out.append("<ul>\n");
        facts.gates().forEach(step -> step.answers().forEach(answer -> answer(step, answer)));
        out.append("</ul>\n");
    }

    private void answer(StepRecord step, Progress.Answered a) {
        out.append("<li><div class=\"step\"><b>").append(text(RecordFacts.question(step, a.question())));
        out.append("</b><span class=\"time\">")
                .append(text(facts.time(a.at())))
                .append("</span></div><div class=\"more\">");
        out.append(text(RecordJson.word(a.answer()) + ", " + a.by() + (a.note().isBlank() ? "" : ": " + a.note())));
        out.append("</div></li>\n");
    }

    private void back(String title, List<StepRecord> steps) {
        if (steps.isEmpty()) {
            return;
        }
        heading(title);
        out.append("<ul>\n");
        steps.forEach(step -> out.append("<li>")
                .append(text(step.step().title()))
                .append(" <span class=\"dim\">")
                .append(text(step.step().id().value()))
                .append("</span></li>\n"));
        out.append("</ul>\n");
    }

    private void turns() {
        heading("What happened to the run");
        out.append("<ul>\n");
        record.turns()
                .forEach(turn -> out.append("<li><span class=\"time\">")
                        .append(text(facts.exact(turn.at())))
                        .append("</span> ")
                        .append(text(turn.says()))
                        .append("</li>\n"));
        out.append("</ul>\n<p class=\"dim\">Moved by ")
                .append(text(facts.movers()))
                .append("</p>\n");
    }

    private void heading(String title) {
        out.append("<h2>").append(text(title)).append("</h2>\n");
    }

    static String text(String text) {
        return Width.clean(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
