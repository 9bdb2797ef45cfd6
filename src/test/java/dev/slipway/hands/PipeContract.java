package dev.slipway.hands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hands.Place.Piping;
import dev.slipway.hands.Place.Ran;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every place keeps to that carries streams. */
public abstract class PipeContract {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    protected abstract Place place(Path state, Path directory);

    private Piping piping(String... words) throws InterruptedException {
        return place(folder.resolve("state"), folder)
                .pipe(new Place.Command(
                        List.of(words),
                        Optional.empty(),
                        new Place.Environment(Map.of("GREETING", "hello"), List.of(), List.of()),
                        LONG));
    }

    private Pipe open(String... words) throws InterruptedException {
        return ((Piping.Open) piping(words)).pipe();
    }

    @Test
    void what_goes_in_comes_out_and_what_is_said_beside_it_is_kept() throws Exception {
        try (Pipe pipe = open("sh", "-c", "cat; echo $GREETING; echo oh >&2; exit 3")) {
            pipe.in().write("one\n".getBytes(StandardCharsets.UTF_8));
            pipe.in().close();
            assertThat(new String(pipe.out().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("one\nhello\n");
            assertThat(pipe.end(LONG)).isEqualTo(new Ran.Ended(3, "", "oh\n"));
        }
    }

    @Test
    void more_than_any_buffer_holds_comes_through_whole() throws Exception {
        try (Pipe pipe = open("head", "-c", "50000000", "/dev/zero")) {
            assertThat(pipe.out().transferTo(OutputStream.nullOutputStream())).isEqualTo(50_000_000);
            assertThat(pipe.end(LONG))
                    .isInstanceOfSatisfying(
                            Ran.Ended.class, ran -> assertThat(ran.status()).isZero());
        }
    }

    @Test
    void a_program_that_is_not_there_is_said() throws Exception {
        assertThat(piping("no-such-program")).isEqualTo(new Piping.NotFound("no-such-program"));
    }

    @Test
    void waiting_for_output_can_be_interrupted() throws Exception {
        try (Pipe pipe = open("sleep", "600")) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> pipe.out().read()).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closing_ends_all_that_was_begun_also_while_nobody_reads() throws Exception {
        Pipe pipe = open("sh", "-c", "yes & yes");
        pipe.close();
        assertThat(pipe.end(LONG)).isInstanceOf(Ran.Ended.class);
    }

    @Test
    void one_that_does_not_end_is_ended() throws Exception {
        try (Pipe pipe = open("sleep", "600")) {
            assertThat(pipe.end(Duration.ofMillis(50))).isEqualTo(new Ran.TooLong(Duration.ofMillis(50)));
            assertThat(pipe.end(LONG)).isInstanceOf(Ran.Ended.class);
        }
    }
}
