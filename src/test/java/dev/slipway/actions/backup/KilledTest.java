package dev.slipway.actions.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few kills in each build; {@code bin/kills backups N} is for more of them. */
@Tag("real")
class KilledTest {

    @TempDir
    Path temporary;

    @Test
    void no_half_backup_counts_nothing_stays_beside_and_what_is_live_is_whole() throws Exception {
        assertThat(BackupHunt.hunt(temporary, 32, 20261121).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(32);
    }
}
