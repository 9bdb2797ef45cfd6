package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiaryTest {
    @TempDir
    private Path folder;

    @Test
    void lines_are_kept_in_their_order_and_for_its_owner_only() throws IOException {
        Diary diary = diary();
        assertThat(diary.lines()).isEmpty();

        diary.enter("one");
        diary().enter("zwei – 二");

        assertThat(diary.lines()).containsExactly("one", "zwei – 二");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(diary.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_line_that_was_cut_off_is_none_and_the_next_one_takes_its_place() throws IOException {
        diary().enter("one");
        Files.writeString(diary().file(), "{\"at\": 1, \"candi", StandardOpenOption.APPEND);

        assertThat(diary().lines()).containsExactly("one");
        diary().enter("two");
        assertThat(Files.readString(diary().file())).isEqualTo("one\ntwo\n");
    }

    private Diary diary() {
        return new Diary(folder.resolve("diaries/watch.jsonl"));
    }
}
