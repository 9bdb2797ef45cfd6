package dev.slipway.report;

import dev.slipway.base.Data;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Progress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The record of a run as data, for other programs. */
public final class RecordJson {
    private RecordJson() {}

    /** @param seal what the journal's chain says of this record; may be empty */
    public static Data.Mapping of(RunRecord record, String seal) {
        var title = record.run().plan().title();
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("run", Data.of(record.run().id().value()));
        all.put("title", Data.of(title.text()));
        all.put("document", Data.of(title.document()));
        all.put("procedure", Data.of(title.procedure()));
        all.put("service", Data.of(title.service()));
        all.put("environment", Data.of(title.environment()));
        all.put("plan", Data.of(record.run().plan().digest().hex()));
        all.put("requester", Data.of(record.run().requester().name()));
        all.put("started", Data.of(record.run().started().toString()));
        record.ended().ifPresent(end -> {
            all.put("ended", Data.of(end.at().toString()));
            all.put("ending", Data.of(end.ending().word()));
            all.put("summary", Data.of(end.summary()));
        });
        Map<String, Data> inputs = new LinkedHashMap<>();
        record.inputs().forEach((name, value) -> inputs.put(name, Data.of(value)));
        all.put("inputs", new Data.Mapping(inputs));
        all.put("phases", list(record.phases().stream().map(RecordJson::phase).toList()));
        all.put("undone", names(record.marked(Marked.UNDONE)));
        all.put("left-as-is", names(record.leftAsIs()));
        all.put("not-performed", Data.of(record.unperformed()));
        all.put("movers", list(record.movers().stream().map(RecordJson::mover).toList()));
        all.put("turns", list(record.turns().stream().map(RecordJson::turn).toList()));
        if (!seal.isEmpty()) {
            all.put("journal", Data.of(seal));
        }
        return new Data.Mapping(all);
    }

    private static Data phase(RunRecord.PhaseRecord phase) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("title", Data.of(phase.phase().title()));
        all.put("stage", Data.of(phase.phase().stage().name().toLowerCase(Locale.ROOT)));
        all.put("steps", list(phase.steps().stream().map(RecordJson::step).toList()));
        return new Data.Mapping(all);
    }

    private static Data step(StepRecord step) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("id", Data.of(step.step().id().value()));
        all.put("title", Data.of(step.step().title()));
        all.put("kind", Data.of(kind(step.step().work())));
        all.put("state", Data.of(step.marked().word()));
        put(all, "began", step.times().began());
        put(all, "ended", step.times().ended());
        put(all, "undo-began", step.times().undoBegan());
        put(all, "undo-ended", step.times().undoEnded());
        all.put("attempts", Data.of(step.times().attempts()));
        text(all, "detail", step.marked() == Marked.UNDO_FAILED ? step.detail() : step.result());
        if (!step.answers().isEmpty()) {
            all.put("answers", list(step.answers().stream().map(RecordJson::answer).toList()));
        }
        if (!step.notes().isEmpty()) {
            all.put("notes", list(step.notes().stream().map(Data::of).toList()));
        }
        return new Data.Mapping(all);
    }

    static String kind(Work work) {
        return switch (work) {
            case Work.Bash bash -> bash.shell().dialect();
            case Work.Typed typed -> typed.action();
            case Work.Gate _ -> "gate";
            case Work.Ask _ -> "question";
            case Work.Tell _ -> "input";
        };
    }

    private static Data answer(Progress.Answered a) {
        Map<String, Data> all = new LinkedHashMap<>();
        text(all, "question", a.question());
        all.put("answer", Data.of(word(a.answer())));
        all.put("by", Data.of(a.by().name()));
        all.put("at", Data.of(a.at().toString()));
        text(all, "note", a.note());
        return new Data.Mapping(all);
    }

    static String word(Answer answer) {
        return switch (answer) {
            case YES -> "yes";
            case NO -> "no";
            case WAIVED -> "waived";
        };
    }

    private static Data mover(RunRecord.Mover mover) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("at", Data.of(mover.at().toString()));
        all.put("by", Data.of(mover.by().name()));
        all.put("host", Data.of(mover.host()));
        all.put("pid", Data.of(mover.pid()));
        return new Data.Mapping(all);
    }

    private static Data turn(RunRecord.Turn turn) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("at", Data.of(turn.at().toString()));
        all.put("says", Data.of(turn.says()));
        return new Data.Mapping(all);
    }

    private static Data names(List<StepRecord> steps) {
        return list(steps.stream().map(s -> Data.of(s.step().id().value())).toList());
    }

    private static Data list(List<Data> items) {
        return new Data.Listing(items);
    }

    private static void put(Map<String, Data> all, String key, Optional<Instant> at) {
        at.ifPresent(time -> all.put(key, Data.of(time.toString())));
    }

    private static void text(Map<String, Data> all, String key, String value) {
        if (!value.isEmpty()) {
            all.put(key, Data.of(value));
        }
    }
}
