package dev.slipway.actions.record;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.util.Map;

/** {@code record.note}: words for the deployment record. */
public final class RecordNote implements Action<RecordNote.Note> {

    /** The record is read by people. */
    private static final int LONGEST = 10_000;

    public record Note(
            @Doc("What the record shall say; inputs and outputs by ${…}")
            String text) {
        public Note {
            if (text.isBlank()) {
                throw new IllegalArgumentException("'text' is empty");
            }
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("'text' has more than 10,000 characters");
            }
        }
    }

    @Override
    public String name() {
        return "record.note";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "writes a note into the deployment record";
    }

    @Override
    public String doc() {
        return "The note stands in the report beside its step, with the time. After a crash it may stand there twice.";
    }

    @Override
    public String example() {
        return "record.note: {text: 'Backup taken: ${steps.backup.file}'}";
    }

    @Override
    public Parameters<Note> parameters() {
        return RecordParameters.of(Note.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        return Preview.line(new Preview(parameters).text("text", "a note"));
    }

    /** A note that stands there twice does no harm; a question at night whether it was written would. */
    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Note note, Site site) {
        site.note(note.text());
        return new Outcome.Succeeded(Preview.line(note.text()), Map.of());
    }
}
