package dev.slipway.actions.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hands.FakeSite;
import dev.slipway.run.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordNoteTest {
    @Test
    void the_note_goes_to_the_record_and_its_first_line_to_the_tree() {
        FakeSite site = new FakeSite();

        Outcome outcome = new RecordNote().perform(new RecordNote.Note("Backup: a.dump\n412 MB"), site);

        assertThat(site.notes()).containsExactly("Backup: a.dump\n412 MB");
        assertThat(outcome).isEqualTo(new Outcome.Succeeded("Backup: a.dump…", Map.of()));
    }

    @Test
    void a_note_has_words_and_not_too_many() {
        assertThatThrownBy(() -> new RecordNote.Note(" ")).hasMessage("'text' is empty");
        assertThatThrownBy(() -> new RecordNote.Note("x".repeat(10_001)))
                .hasMessage("'text' has more than 10,000 characters");
    }
}
