package dev.slipway.actions.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.backup.RestorePostgres;
import dev.slipway.base.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a runbook may ask of it. */
class MigrateApplyTest {

    private static List<String> faults(String tool) {
        List<String> faults = new ArrayList<>();
        new MigrateApply(new RestorePostgres())
                .parameters()
                .check(new Data.Mapping(
                        Map.of("tool", Data.of(tool), "url", Data.of("$DATABASE_URL"), "lock-timeout", Data.of("2s"))))
                .forEach(fault -> faults.add(fault.says()));
        return faults;
    }

    @Test
    void a_time_to_wait_for_a_table_is_refused_where_it_would_reach_nobody() {
        assertThat(faults("liquibase"))
                .containsExactly(
                        "'lock-timeout' does not reach tool liquibase, which reads no PGOPTIONS: give it to the"
                                + " role that migrates (alter role app set lock_timeout = '2s')");
        assertThat(faults("prisma")).hasSize(1);
        assertThat(faults("flyway")).isEmpty();
        assertThat(faults("sql")).isEmpty();
    }
}
