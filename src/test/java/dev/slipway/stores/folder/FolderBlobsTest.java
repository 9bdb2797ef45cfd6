package dev.slipway.stores.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hands.Blobs;
import dev.slipway.hands.BlobsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobsTest extends BlobsContract {

    @TempDir
    Path temporary;

    @Override
    protected Blobs blobs() {
        return new FolderBlobs(temporary.resolve("store"));
    }

    @Test
    void only_the_owner_may_read() throws IOException {
        blobs().write("first").close();
        blobs().put("one.json", "{}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("store"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("store/one.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void what_a_writer_that_died_has_left_is_swept() throws IOException {
        Files.createDirectories(temporary.resolve("store"));
        Files.writeString(temporary.resolve("store/.b0001-abcd.dump.12345678.part"), "half");
        Files.writeString(temporary.resolve("store/.keep"), "not ours");
        assertThat(blobs().list()).isEmpty();
        assertThat(blobs().sweep()).isEqualTo(1);
        assertThat(temporary.resolve("store")).isDirectoryContaining("glob:**/.keep");
    }

    @Test
    void a_folder_that_cannot_be_made_is_said() throws IOException {
        Files.writeString(temporary.resolve("store"), "a file");
        assertThatThrownBy(() -> blobs().write("one"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("nothing can be written to " + temporary.resolve("store"));
    }

    @Test
    void names_do_not_lead_elsewhere() {
        assertThatThrownBy(() -> blobs().read("../secret")).isInstanceOf(IllegalArgumentException.class);
    }
}
