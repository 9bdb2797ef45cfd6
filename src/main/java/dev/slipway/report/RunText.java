package dev.slipway.report;

import dev.slipway.base.Operator;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.report.RunRecord.PhaseRecord;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Progress;
import dev.slipway.run.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** A run as a tree, for a terminal: what each step came to, and how long it took. */
public final class RunText {
    private static final int NARROWEST = 40;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final RunRecord record;
    private final Instant now;
    private final ZoneId zone;
    private final Page page;

    private RunText(RunRecord record, Instant now, ZoneId zone, int width) {
        this.record = record;
        this.now = now;
        this.zone = zone;
        this.page = new Page(Math.max(width, NARROWEST));
    }

    public static String of(RunRecord record, Instant now, ZoneId zone, int width) {
        return new RunText(record, now, zone, width).write();
    }

    private String write() {
        head();
        page.blank();
        record.phases().forEach(this::phase);
        taken();
        turns();
        return page.text();
    }

    private void head() {
        Instant until = record.ended().map(e -> e.at()).orElse(now);
        Duration took = Duration.between(record.run().started(), until);
        page.both(Width.clean(Facts.title(record.run())), record.run().id() + "  " + Clock.elapsed(took));
        List<String> facts = new ArrayList<>();
        facts.add("procedure " + record.run().plan().title().procedure());
        facts.add("digest " + record.run().plan().digest().brief());
        facts.add("started " + DAY.format(record.run().started().atZone(zone)) + " by "
                + record.run().requester());
        page.flow("", facts, " · ", 0);
    }

    private void phase(PhaseRecord phase) {
        List<Marked> all = phase.steps().stream().map(StepRecord::marked).toList();
        page.both(
                "  " + Phases.mark(all).mark() + " " + Width.clean(phase.phase().title()), "");
        phase.steps().forEach(this::step);
    }

    private void step(StepRecord step) {
        String time = step.times().took(now).map(Words::duration).orElse("");
        String name = step.step().title().equals(step.step().id().value())
                ? step.step().id().value()
                : step.step().id() + "  " + step.step().title();
        page.prefer("      " + step.marked().mark() + " " + Width.clean(name), time, 20);
        if (!step.detail().isEmpty()) {
            page.line("          " + Width.clean(step.detail()));
        }
        if (step.step().work() instanceof Work.Gate) {
            step.answers().forEach(a -> page.line("          " + Width.clean(answer(a))));
        }
        step.notes().stream()
                .filter(note -> !note.equals(step.detail()))
                .map(EvidenceNote::shown)
                .forEach(note -> page.line("          " + Width.clean(note)));
    }

    private static String answer(Progress.Answered a) {
        return mark(a.answer()) + " " + a.question() + "  " + a.by() + (a.note().isBlank() ? "" : ": " + a.note());
    }

    static String mark(Answer answer) {
        return switch (answer) {
            case YES -> "✓";
            case NO -> "✗";
            case WAIVED -> "waived";
        };
    }

    private void taken() {
        List<String> undone = names(record.marked(Marked.UNDONE));
        List<String> left = names(record.leftAsIs());
        if (!undone.isEmpty() || !left.isEmpty()) {
            page.blank();
            if (!undone.isEmpty()) {
                page.flow("  undone   ", undone, " · ", 11);
            }
            if (!left.isEmpty()) {
                page.flow("  as is    ", left, " · ", 11);
            }
        }
    }

    private static List<String> names(List<StepRecord> steps) {
        return steps.stream().map(s -> s.step().id().value()).toList();
    }

    private void turns() {
        List<RunRecord.Turn> turns = record.turns();
        boolean uneventful = turns.size() <= 1;
        if (!uneventful) {
            page.blank();
            turns.forEach(t -> page.line("  " + TIME.format(t.at().atZone(zone)) + "  " + Width.clean(t.says())));
        }
        Operator requester = record.run().requester();
        List<String> others = record.movers().stream()
                .map(RunRecord.Mover::by)
                .filter(by -> !by.equals(requester))
                .map(Operator::name)
                .distinct()
                .toList();
        if (!others.isEmpty()) {
            page.line("  also moved by " + String.join(", ", others));
        }
    }

    /** As the record writes it: {@code 3 min 20 s}. */
    static String words(Duration time) {
        return Words.duration(time);
    }
}
