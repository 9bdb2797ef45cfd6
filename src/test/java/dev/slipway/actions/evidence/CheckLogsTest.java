package dev.slipway.actions.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Data;
import dev.slipway.hands.Engine;
import dev.slipway.hands.FakeSite;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckLogsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T14:20:00Z");
    private static final String LOG = """
            2026-11-21T13:55:00Z ERROR too old to matter
            2026-11-21T14:05:00Z ERROR order 4711 failed
            2026-11-21T14:06:00Z INFO all is well
            2026-11-21T14:12:00Z ERROR order 4712 failed
              Traceback: ERROR in line 5
            2026-11-21 14:13:00,123 +0000 ERROR no connection to "db-7"
            """;

    @TempDir
    Path folder;

    private final CheckLogs action = new CheckLogs();

    @Test
    void lines_are_counted_since_then_and_in_the_same_time_before() throws Exception {
        write(LOG);
        FakeSite site = site();

        assertThat(action.perform(wanted(Optional.empty(), CheckLogs.Kinds.SAID), site))
                .isEqualTo(new Outcome.Succeeded(
                        "errors 3 (1 before)", Map.of("errors", Data.of(3), "errors_before", Data.of(1))));
        assertThat(site.said())
                .containsExactly(
                        "new in errors:   Traceback: ERROR in line 5",
                        "new in errors: 2026-11-21 14:13:00,123 +0000 ERROR no connection to \"db-7\"");
    }

    @Test
    void too_many_or_new_kinds_fail_the_step() throws Exception {
        write(LOG);

        assertThat(action.perform(wanted(Optional.of(2), CheckLogs.Kinds.SAID), site()))
                .isEqualTo(new Outcome.Failed("errors 3 (1 before), where more than 2 is too many"));
        assertThat(action.perform(wanted(Optional.of(3), CheckLogs.Kinds.REFUSED), site()))
                .isEqualTo(new Outcome.Failed("errors has 2 kinds of lines that were not there before"));
    }

    @Test
    void a_file_without_times_is_refused() throws Exception {
        write("ERROR here\nERROR there\n");

        assertThat(action.perform(wanted(Optional.empty(), CheckLogs.Kinds.SAID), site()))
                .isEqualTo(new Outcome.Failed(
                        "no line of app.log bears a time, so that nobody can say what is new in it"));
    }

    @Test
    void a_file_that_is_not_there_is_no_file_without_errors() throws Exception {
        assertThat(action.perform(wanted(Optional.empty(), CheckLogs.Kinds.SAID), site()))
                .isEqualTo(new Outcome.Failed(
                        "tail says: tail: cannot open 'app.log' for reading: No such file or directory"));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            2026-11-21T14:05:00Z x => 2026-11-21T14:05:00Z
            2026-11-21T14:05:00.123456+01:00 x => 2026-11-21T13:05:00.123456Z
            {"level":"error","time":"2026-11-21T14:05:00.5+0100"} => 2026-11-21T13:05:00.500Z
            2026-11-21 14:05:00,250 ERROR x => 2026-11-21T12:05:00.250Z
            10.0.0.1 - - [21/Nov/2026:14:05:00 +0000] "GET / HTTP/1.1" 500 => 2026-11-21T14:05:00Z
            2026/11/21 14:05:00 [error] 7#7: x => 2026-11-21T12:05:00Z
            """)
    void times_are_read_in_their_common_forms(String line, String instant) {
        assertThat(new LineTime(ZoneOffset.ofHours(2)).of(line)).contains(Instant.parse(instant));
    }

    @Test
    void lines_are_of_one_kind_whatever_their_numbers() {
        assertThat(Tally.kind("order 4711 of user 'ann' failed: 3f2a-77b1 deadbeef01"))
                .isEqualTo(Tally.kind("order 12 of user 'bob' failed: 0000-99aa cafe0002"));
        assertThat(Tally.kind("no connection to db")).isNotEqualTo(Tally.kind("no connection to cache"));
    }

    @Test
    void what_cannot_be_meant_is_refused_before_anything_runs() {
        assertThatThrownBy(() -> new CheckLogs.Counted("errors", "(", Optional.empty()))
                .hasMessage("'(' is not a regular expression: Unclosed group");
        assertThatThrownBy(() -> Since.check("yesterday"))
                .hasMessage(
                        "'since' is an instant such as 2026-11-21T14:00:00Z, or a time such as 10m, not 'yesterday'");
    }

    @Test
    @Tag("real")
    void a_container_is_heard_with_the_times_of_its_engine() throws Exception {
        String name = Engine.unique("checks7");
        Engine.docker(
                "run", "--name", name, Engine.busybox(), "sh", "-c", "echo ERROR one; echo ERROR two >&2; echo fine");
        try {
            Instant now = Instant.now().plusSeconds(1);
            FakeSite site = new FakeSite(new LocalPlace(folder, folder)).begunAt(now, now);
            CheckLogs.Wanted wanted = new CheckLogs.Wanted(
                    List.of(name), List.of(), List.of(errors(Optional.of(1))), "10m", CheckLogs.Kinds.SAID);

            assertThat(action.perform(wanted, site))
                    .isEqualTo(new Outcome.Failed("errors 2 (0 before), where more than 1 is too many"));
            assertThat(site.said().getFirst()).startsWith(name + " was made at ");
        } finally {
            Engine.docker("rm", "-f", name);
        }
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("app.log"), text);
    }

    private FakeSite site() {
        return new FakeSite(new LocalPlace(folder.resolve("state"), folder)).begunAt(NOW, NOW);
    }

    private static CheckLogs.Wanted wanted(Optional<Integer> moreThan, CheckLogs.Kinds kinds) {
        return new CheckLogs.Wanted(
                List.of(), List.of("app.log"), List.of(errors(moreThan)), "2026-11-21T14:10:00Z", kinds);
    }

    private static CheckLogs.Counted errors(Optional<Integer> moreThan) {
        return new CheckLogs.Counted("errors", "ERROR|CRITICAL", moreThan);
    }
}
