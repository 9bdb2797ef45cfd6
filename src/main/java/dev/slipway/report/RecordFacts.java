package dev.slipway.report;

import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the head and the tables of a record say, whatever it is written in. Times are exact and name their zone. */
final class RecordFacts {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final RunRecord record;
    private final ZoneId zone;

    RecordFacts(RunRecord record, ZoneId zone) {
        this.record = record;
        this.zone = zone;
    }

    String title() {
        return Facts.title(record.run());
    }

    String ending() {
        return record.ended()
                .map(end -> RunHeading.words(end.ending()) + (end.summary().isEmpty() ? "" : ": " + end.summary()))
                .orElse("not ended yet");
    }

    Map<String, String> head(String seal) {
        var title = record.run().plan().title();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Run", record.run().id().value());
        facts.put("Ending", ending());
        facts.put("Service", title.service() + " / " + title.environment());
        facts.put("Procedure", title.procedure() + " of " + title.document());
        facts.put("Asked for by", record.run().requester().name());
        facts.put("Started", exact(record.run().started()));
        record.ended().ifPresent(end -> {
            facts.put("Ended", exact(end.at()));
            facts.put("Took", Words.duration(Duration.between(record.run().started(), end.at())));
        });
        record.inputs().forEach((name, value) -> facts.put("Input " + name, value));
        facts.put("Plan", record.run().plan().digest().hex());
        if (!seal.isEmpty()) {
            facts.put("Journal", seal);
        }
        return facts;
    }

    String exact(Instant at) {
        return EXACT.format(at.atZone(zone));
    }

    String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    String began(StepRecord step) {
        return step.times().began().map(this::time).orElse("");
    }

    /** Until its end; nothing where it has none. */
    static String took(StepRecord step) {
        return step.times()
                .ended()
                .flatMap(step.times()::took)
                .map(Words::duration)
                .orElse("");
    }

    static String state(StepRecord step) {
        return step.marked().mark() + " " + step.marked().word();
    }

    /** Its result in words, and what was noted. */
    static List<String> details(StepRecord step) {
        String detail = step.marked() == Marked.UNDO_FAILED ? step.detail() : step.result();
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(detail),
                        step.notes().stream()
                                .filter(note -> !note.equals(detail))
                                .map(EvidenceNote::shown))
                .filter(text -> !text.isBlank())
                .toList();
    }

    static boolean isGate(StepRecord step) {
        return switch (step.step().work()) {
            case Work.Gate _, Work.Ask _, Work.Tell _ -> true;
            case Work.Bash _, Work.Typed _ -> false;
        };
    }

    List<StepRecord> gates() {
        return record.steps()
                .filter(RecordFacts::isGate)
                .filter(step -> !step.answers().isEmpty())
                .toList();
    }

    String movers() {
        return String.join(
                "; ",
                record.movers().stream()
                        .map(m -> m.by() + " on " + m.host() + " from " + exact(m.at()))
                        .toList());
    }

    String unperformed() {
        int count = record.unperformed();
        return count == 0
                ? ""
                : count == 1
                        ? "1 bullet or paragraph of the runbook is performed by nobody."
                        : count + " bullets and paragraphs of the runbook are performed by nobody.";
    }

    static String question(StepRecord step, String name) {
        return switch (step.step().work()) {
            case Work.Gate gate ->
                gate.questions().stream()
                        .filter(q -> q.name().equals(name))
                        .map(q -> q.text().lines().findFirst().orElse(name))
                        .findFirst()
                        .orElse(name);
            case Work.Ask ask -> ask.text();
            case Work.Tell tell -> tell.input().name();
            case Work.Bash _, Work.Typed _ -> name;
        };
    }
}
