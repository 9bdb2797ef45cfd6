package dev.slipway.places.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Box;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.PipeContract;
import dev.slipway.hands.Place;
import dev.slipway.hands.Place.Command;
import dev.slipway.hands.Place.Environment;
import dev.slipway.hands.Place.Piping;
import dev.slipway.hands.Place.Ran;
import dev.slipway.places.local.LocalPlace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class ContainerPipeTest extends PipeContract {
    private static final Environment NOTHING = new Environment(Map.of(), List.of(), List.of());
    private static final Duration LONG = Duration.ofSeconds(60);
    private static Box box;

    @TempDir
    private Path own;

    @BeforeAll
    static void start() {
        box = Box.of(Box.shells());
    }

    @AfterAll
    static void remove() {
        box.close();
    }

    @Override
    protected Place place(Path state, Path directory) {
        return new ContainerPlace(
                "box",
                state,
                new LocalPlace(state, directory),
                new ContainerPlace.Rules(
                        new Wanted.Named(box.name()),
                        state.resolve("runs").toString(),
                        Optional.of(directory.toString()),
                        Optional.empty()));
    }

    @Test
    void what_a_stream_or_an_impatient_command_began_in_the_container_is_ended_with_it() throws Exception {
        Place place = place(own.resolve("state"), own);
        String waits = "echo ready; trap '' TERM HUP PIPE; setsid sleep 4321 & sleep 4321; sleep 4321";
        Pipe pipe = ((Piping.Open) place.pipe(new Command(List.of("sh", "-c", waits), Optional.empty(), NOTHING, LONG)))
                .pipe();
        byte[] ready = pipe.out().readNBytes(6);
        assertThat(new String(ready, StandardCharsets.US_ASCII)).isEqualTo("ready\n");
        assertThat(sleepers(place)).isNotEqualTo("0\n");
        pipe.close();
        assertThat(sleepers(place)).isEqualTo("0\n");
        Duration brief = Duration.ofMillis(500);
        assertThat(place.run(new Command(List.of("sh", "-c", waits), Optional.empty(), NOTHING, brief)))
                .isEqualTo(new Ran.TooLong(brief));
        assertThat(sleepers(place)).isEqualTo("0\n");
    }

    private static String sleepers(Place place) throws InterruptedException {
        String count =
                "n=0; for p in /proc/[0-9]*; do grep -qa '^sleep.4321' $p/cmdline 2>/dev/null && n=$((n + 1)); done; echo $n";
        return ((Ran.Ended) place.run(new Command(List.of("sh", "-c", count), Optional.empty(), NOTHING, LONG)))
                .stdout();
    }
}
