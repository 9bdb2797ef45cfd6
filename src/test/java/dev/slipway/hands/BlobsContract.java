package dev.slipway.hands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every place for blobs does. */
public abstract class BlobsContract {
    private static final byte[] LARGE = new byte[3_000_000];

    static {
        for (int i = 0; i < LARGE.length; i++) {
            LARGE[i] = (byte) ((i * 31) >> 3);
        }
    }

    /** The same one each time within a test. */
    protected abstract Blobs blobs();

    private void write(String name, byte[] bytes) throws IOException {
        try (Blobs.Writing writing = blobs().write(name)) {
            writing.stream().write(bytes);
            writing.finish();
        }
    }

    @Test
    void what_was_finished_is_read_again_as_it_was_written() throws IOException {
        write("one.dump", LARGE);
        try (InputStream in = blobs().read("one.dump")) {
            assertThat(Arrays.equals(in.readAllBytes(), LARGE)).isTrue();
        }
        assertThat(blobs().list()).singleElement().satisfies(blob -> {
            assertThat(blob.name()).isEqualTo("one.dump");
            assertThat(blob.bytes()).isEqualTo(LARGE.length);
        });
    }

    @Test
    void what_is_not_finished_is_not_there_and_leaves_nothing() throws IOException {
        try (Blobs.Writing writing = blobs().write("one.dump")) {
            writing.stream().write(LARGE);
            assertThat(blobs().list()).isEmpty();
            assertThat(blobs().text("one.dump")).isEmpty();
        }
        assertThat(blobs().list()).isEmpty();
        assertThat(blobs().sweep()).isZero();
    }

    @Test
    void a_name_that_is_taken_is_never_written_over() throws IOException {
        write("one.dump", new byte[] {1});
        assertThatThrownBy(() -> write("one.dump", new byte[] {2, 3})).isInstanceOf(IOException.class);
        try (InputStream in = blobs().read("one.dump")) {
            assertThat(in.readAllBytes()).containsExactly(1);
        }
    }

    @Test
    void sweeping_leaves_alone_what_is_being_written() throws IOException {
        try (Blobs.Writing writing = blobs().write("one.dump")) {
            writing.stream().write(LARGE);
            assertThat(blobs().sweep()).isZero();
            writing.finish();
        }
        assertThat(blobs().list()).hasSize(1);
    }

    @Test
    void a_text_is_put_in_the_place_of_another() throws IOException {
        blobs().put("one.json", "first");
        blobs().put("one.json", "sécond");
        assertThat(blobs().text("one.json")).isEqualTo(Optional.of("sécond"));
        assertThat(blobs().list()).hasSize(1);
    }

    @Test
    void deleting_twice_is_deleting() throws IOException {
        write("one.dump", new byte[] {1});
        blobs().delete("one.dump");
        blobs().delete("one.dump");
        assertThat(blobs().list()).isEmpty();
        assertThatThrownBy(() -> blobs().read("one.dump"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("one.dump");
    }
}
