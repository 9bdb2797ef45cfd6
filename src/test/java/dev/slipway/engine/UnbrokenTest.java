package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step that is being stopped still writes down. */
class UnbrokenTest {
    @TempDir
    Path folder;

    @BeforeEach
    void stopped() {
        Thread.currentThread().interrupt();
    }

    @AfterEach
    void stillStopped() {
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void what_it_remembers_is_kept() {
        Recollection recollection = new Recollection(folder.resolve("memory/step"));
        recollection.remember("one");
        recollection.remember("two");

        assertThat(recollection.recall()).contains("two");
    }

    @Test
    void what_it_enters_is_kept() {
        Diary diary = new Diary(folder.resolve("logs/step.diary.jsonl"));
        diary.enter(new Data.Mapping(Map.of("at", Data.of(1))).json());

        assertThat(diary.lines()).containsExactly("{\"at\":1}");
    }

    @Test
    void the_trace_of_a_mistake_is_kept_for_its_owner_alone() throws Exception {
        Path log = folder.resolve("slipway.log");
        Thread.interrupted();
        Files.writeString(log, "before\n");
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
        Thread.currentThread().interrupt();

        assertThat(new BugLog(log).keep(Instant.EPOCH, new IllegalStateException("oops")))
                .contains(log);
        assertThat(log).content().startsWith("before\n1970-01-01T00:00:00Z java.lang.IllegalStateException: oops\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
    }
}
