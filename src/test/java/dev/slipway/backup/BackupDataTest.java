package dev.slipway.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupDataTest {
    private static final Instant AT = Instant.parse("2026-11-21T14:00:00Z");

    private static Backup backup(Optional<Proof> proof) {
        return new Backup(
                new BackupName(12, "k3f2"),
                new Backup.What("postgres", "planner", "db:5432", "15.14", Optional.of("4f2a"), 123),
                new Backup.Made(AT, Duration.ofMillis(3_210), "r8k3f2/backup"),
                new Backup.Sealed(
                        "b0012-k3f2.dump.zst.age", 77, Digest.of("x"), "pg_dump-custom+zstd+age", List.of("age1x")),
                Proving.RESTORE,
                proof,
                "age -d");
    }

    @Test
    void what_is_written_is_read() {
        for (Optional<Proof> proof : List.<Optional<Proof>>of(
                Optional.empty(),
                Optional.of(new Proof.Proved(Proving.RESTORE, AT, Duration.ofSeconds(9), "equal")),
                Optional.of(new Proof.Disproved(Proving.LIST, AT, "cut")))) {
            assertThat(BackupData.read(BackupData.write(backup(proof)))).isEqualTo(backup(proof));
        }
    }

    @Test
    void the_text_of_an_entry_is_a_format_that_stays() {
        assertThat(BackupData.write(backup(Optional.empty())).json())
                .isEqualTo("{\"form\":1,\"name\":\"b0012-k3f2\",\"kind\":\"postgres\",\"subject\":\"planner\","
                        + "\"where\":\"db:5432\",\"server-version\":\"15.14\",\"revision\":\"4f2a\",\"original-bytes\":123,"
                        + "\"at\":\"2026-11-21T14:00:00Z\",\"took\":\"PT3.21S\",\"by\":\"r8k3f2/backup\","
                        + "\"blob\":\"b0012-k3f2.dump.zst.age\",\"bytes\":77,\"sha256\":\""
                        + Digest.of("x").hex()
                        + "\",\"format\":\"pg_dump-custom+zstd+age\",\"recipients\":[\"age1x\"],\"prove\":\"restore\","
                        + "\"restore\":\"age -d\"}");
    }

    @Test
    void what_is_not_an_entry_is_said_in_one_sentence() {
        assertThatThrownBy(() -> BackupData.read(new Data.Mapping(Map.of("form", Data.of(1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it lacks 'name', or holds something else there");
        assertThatThrownBy(() -> BackupData.read(new Data.Mapping(Map.of("form", Data.of(2)))))
                .hasMessage("it was written by a newer Slipway (form 2)");
        assertThatThrownBy(() -> BackupData.read(Data.of("text"))).isInstanceOf(IllegalArgumentException.class);
    }
}
