package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.RunId;
import dev.slipway.base.StepId;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.journal.memory.MemoryJournal;
import dev.slipway.operations.EventJson;
import dev.slipway.run.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogbookTest {
    private static final RunId ID = new RunId("r00001");

    @ParameterizedTest
    @ValueSource(ints = {1, 4_999, 5_000, 5_001, 12_345})
    void a_record_of_any_length_is_read_whole_and_in_order(int length) {
        List<Recorded> read = Logbook.read(journal(events(length).toList()), ID);
        assertThat(read)
                .extracting(Recorded::seq)
                .isEqualTo(
                        IntStream.rangeClosed(1, length).mapToObj(i -> (long) i).toList());
        assertThat(read)
                .extracting(r -> ((Event.StepStarted) r.event()).attempt())
                .isEqualTo(IntStream.rangeClosed(1, length).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 7_000})
    void a_text_that_is_no_event_is_refused_by_its_own_sentence(int length) {
        Journal journal = journal(
                Stream.concat(events(length), Stream.of("{\"event\":\"what\"}")).toList());
        assertThatThrownBy(() -> Logbook.read(journal, ID))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown event: {\"event\":\"what\"}");
    }

    private static Stream<String> events(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> EventJson.write(new Event.StepStarted(Instant.EPOCH, new StepId("step"), i)));
    }

    private static Journal journal(List<String> texts) {
        Journal journal = new MemoryJournal(InstantSource.fixed(Instant.EPOCH));
        journal.open(
                new NewRun(ID, "{}", Optional.empty(), texts), new Holder("test", "here", "boot", 1, Instant.EPOCH));
        return journal;
    }
}
