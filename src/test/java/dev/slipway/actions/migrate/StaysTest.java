package dev.slipway.actions.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.schema.Fit;
import dev.slipway.schema.Stay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StaysTest {
    private static final String SCHEMA = "sql $DATABASE_URL";
    private static final String AT = "2026-11-21T14:00:00Z";

    private static Data of(Object... words) {
        Map<String, Data> all = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            all.put((String) words[i], words[i + 1] instanceof Data data ? data : Data.of((String) words[i + 1]));
        }
        return new Data.Mapping(all);
    }

    private static Data step(String schema, String before, String revision) {
        return of("schema", schema, "before", before, "revision", revision);
    }

    private static Data release(String version, String ending, Data steps) {
        return of("release", of("inputs", of("version", version), "steps", steps, "at", AT, "ending", ending));
    }

    private static Data run(String version, String at, String revision) {
        Data steps = of("migrate", step(SCHEMA, "empty", revision));
        return of("inputs", of("version", version), "steps", steps, "at", at, "ending", "succeeded");
    }

    private static List<Stay> stays(Data previous, Data last) {
        return Stays.of(Map.of("previous", previous, "last", last), "version", SCHEMA);
    }

    @Test
    void where_the_next_release_began_is_no_stay_for_one_that_failed_may_lie_between() {
        assertThat(stays(
                        release("v1", "succeeded", of("migrate", step(SCHEMA, "empty", "0001"))),
                        release("v3", "succeeded", of("migrate", step(SCHEMA, "0002", "0003")))))
                .containsExactly(new Stay("v1", "0001", AT), new Stay("v3", "0003", AT));
    }

    @Test
    void what_a_release_saw_before_it_migrated_is_no_stay() {
        assertThat(stays(
                        of(),
                        release(
                                "v2",
                                "succeeded",
                                of(
                                        "look",
                                        of("schema", SCHEMA, "revision", "0001"),
                                        "migrate",
                                        step(SCHEMA, "0001", "0002"),
                                        "other",
                                        step("sql $OTHER_URL", "7", "8"),
                                        "start",
                                        of("revision", "abc123")))))
                .containsExactly(new Stay("v2", "0002", AT));
    }

    @Test
    void a_release_that_failed_shows_nothing() {
        assertThat(stays(of(), release("v2", "failed", of("migrate", step(SCHEMA, "0001", "0002")))))
                .isEmpty();
    }

    @Test
    void the_newest_run_is_the_last_whatever_its_procedure() {
        List<Stay> stays = stays(
                of("release", run("v0", "2026-11-01T10:00:00Z", "1")),
                // As a chronicle has them: the newest first.
                of(
                        "rollback",
                        run("v2", "2026-11-04T10:00:00Z", "7"),
                        "hotfix",
                        run("v1", "2026-11-03T10:00:00.250Z", "5"),
                        "release",
                        run("v1", "2026-11-03T10:00:00Z", "3")));

        assertThat(stays).extracting(Stay::revision).containsExactly("1", "3", "5", "7");
        assertThat(Fit.of("v1", "7", stays, List.of()))
                .isEqualTo(new Fit.Never(new Stay("v1", "5", "2026-11-03T10:00:00.250Z")));
    }

    @Test
    void two_histories_in_one_database_do_not_vouch_for_each_other() {
        assertThat(means(Optional.empty(), Optional.empty()).schema()).isEqualTo(SCHEMA);
        assertThat(means(Optional.of("migrations"), Optional.empty()).schema()).isEqualTo(SCHEMA);
        assertThat(means(Optional.of("audit"), Optional.of("audit_migrations")).schema())
                .isEqualTo("sql $DATABASE_URL table audit_migrations folder audit");
    }

    private static Means means(Optional<String> folder, Optional<String> table) {
        return new Means(
                Tool.SQL,
                Optional.empty(),
                Optional.empty(),
                folder,
                Optional.of("$DATABASE_URL"),
                table,
                Optional.empty(),
                Optional.empty());
    }
}
