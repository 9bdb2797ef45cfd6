package dev.slipway.actions.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.hands.FakePlace;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Place;
import dev.slipway.parameters.Size;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckMemoryTest {
    private static final String MEMORY = "MemTotal:        4000000 kB\nMemFree:   10 kB\nMemAvailable:    1000000 kB\n";
    private final CheckMemory action = new CheckMemory();

    @Test
    void enough_is_said_with_how_much() throws InterruptedException {
        FakeSite site = new FakeSite(FakePlace.always(new Place.Ran.Ended(0, MEMORY, "")));

        assertThat(action.perform(memory("25%"), site))
                .isEqualTo(new Outcome.Succeeded(
                        "1.0 GB available, 25.0% of 4.1 GB", Map.of("available", Data.of(1_024_000_000L))));
    }

    @Test
    void too_little_is_said_with_what_is_needed() throws InterruptedException {
        FakeSite site = new FakeSite(FakePlace.always(new Place.Ran.Ended(0, MEMORY, "")));

        assertThat(action.perform(memory("2GB"), site))
                .isEqualTo(new Outcome.Failed(
                        "the machine has 1.0 GB available, 25.0% of 4.1 GB, where 2.0 GB is needed"));
        assertThat(action.perform(memory("26%"), site)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void a_kernel_that_does_not_say_is_not_guessed_at() throws InterruptedException {
        FakeSite site = new FakeSite(FakePlace.always(new Place.Ran.Ended(0, "MemTotal:  4000000 kB\n", "")));

        assertThat(action.perform(memory("1%"), site))
                .isEqualTo(new Outcome.Failed("/proc/meminfo does not say what memory is available"));
    }

    @Test
    void this_machine_has_some(@TempDir Path folder) throws InterruptedException {
        assertThat(action.perform(memory("1B"), new FakeSite(new LocalPlace(folder, folder))))
                .isInstanceOf(Outcome.Succeeded.class);
    }

    private static CheckMemory.Memory memory(String available) {
        return new CheckMemory.Memory(Size.parse(available).orElseThrow());
    }
}
