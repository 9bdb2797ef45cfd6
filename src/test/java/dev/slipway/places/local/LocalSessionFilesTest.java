package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept between two steps is for its owner only, and holds no secret. */
class LocalSessionFilesTest extends OneSession {
    private static final Secret PASSWORD = new Secret("DB_PASSWORD", "s3cr3t*w'ord\"$x\\`é");
    private static final Secret URL =
            new Secret("DATABASE_URL", "postgresql://app:" + PASSWORD.reveal() + "@db/planner");

    @Test
    void no_secret_gets_into_the_files_of_a_session() throws Exception {
        steps.secrets.add(PASSWORD);
        steps.secrets.add(URL);
        String sum = "printf '%s|' \"$PGPASSWORD\" \"$DSN\" \"$BOTH\" \"$DB_PASSWORD\"; env | grep -c '^PGPASSWORD='";
        String expected = "pre" + PASSWORD.reveal() + "|" + URL.reveal() + "?x=1|" + PASSWORD.reveal() + URL.reveal()
                + PASSWORD.reveal() + "'|" + PASSWORD.reveal() + PASSWORD.reveal() + "|1";
        steps.bash("export PGPASSWORD=\"pre$DB_PASSWORD\"; DSN=\"$DATABASE_URL?x=1\"; list=(a \"$DB_PASSWORD\" b); "
                + "key='k ]'; declare -A map=([\"$key\"]=\"<$DATABASE_URL>\" [$DB_PASSWORD]=key); "
                + "BOTH=\"$DB_PASSWORD$DATABASE_URL$DB_PASSWORD'\"; DB_PASSWORD=$DB_PASSWORD$DB_PASSWORD");
        assertNoSecretBelow(state.resolve("runs/r00001/sessions"));
        steps.sh(":");
        assertNoSecretBelow(state.resolve("runs/r00001/sessions"));
        String masked = steps.bash(
                        "[[ \"$PGPASSWORD|$DSN|$BOTH|$DB_PASSWORD\" == "
                                + "\"pre$__slipway_secret_DB_PASSWORD|$DATABASE_URL?x=1|\"* ]]; { " + sum
                                + "; } | tee seen; "
                                + "printf '%s\\n' \"${list[@]}\" \"${map[$key]}\" \"${map[$__slipway_secret_DB_PASSWORD]}\" >arrays")
                .stdout()
                .text();
        assertThat(directory.resolve("seen")).content().startsWith(expected);
        assertThat(directory.resolve("arrays"))
                .content()
                .isEqualTo("a\n" + PASSWORD.reveal() + "\nb\n<" + URL.reveal() + ">\nkey\n");
        assertThat(masked).doesNotContain(PASSWORD.reveal());
    }

    @Test
    void a_function_whose_text_holds_a_secret_is_not_saved_and_that_is_said() throws Exception {
        steps.secrets.add(new Secret("TOKEN", "s3cr3t-token"));
        Exit exit = steps.bash("X=1; eval \"f() { echo '$TOKEN'; }\"; g() { :; }");
        assertThat(exit.stderr().text())
                .isEqualTo("slipway: functions do not carry on from here: the text of one holds a secret\n");
        assertThat(exit.status()).contains(0);
        assertNoSecretBelow(state.resolve("runs/r00001/sessions"));
        assertThat(steps.bash("echo $X").stdout().text()).isEqualTo("1\n");
    }

    @Test
    void a_secret_that_is_not_given_any_more_stops_the_step() throws Exception {
        steps.secrets.add(PASSWORD);
        steps.bash("X=\"$DB_PASSWORD\"");
        steps.secrets.clear();
        Exit exit = steps.bash("echo on");
        assertThat(exit.status()).isNotEqualTo(Optional.of(0));
        assertThat(exit.stderr().text())
                .endsWith("__slipway_secret_DB_PASSWORD: this step is not given the secret that the session holds\n");
    }

    @Test
    void names_of_the_session_do_not_reach_the_programs_that_a_step_runs() throws Exception {
        steps.secrets.add(PASSWORD);
        steps.bash("X=1");
        assertThat(steps.bash("env | cut -d= -f1 | grep -i slipway | grep -v ^SLIPWAY_TEST_ | sort; echo \"$#\"")
                        .stdout()
                        .text())
                .isEqualTo("SLIPWAY_ATTEMPT\nSLIPWAY_OUTPUT\nSLIPWAY_RUN\nSLIPWAY_STEP\n0\n");
    }

    @Test
    void states_are_ours_alone_and_are_never_changed() throws Exception {
        steps.bash("X=1");
        Path first = state.resolve("runs/r00001/sessions/state-1.sh");
        String before = Files.readString(first);
        steps.bash("X=2; f() { :; }");
        steps.sh("X=3");
        assertThat(first).content().isEqualTo(before);
        try (var files = Files.list(first.getParent())) {
            assertThat(files.filter(f -> !f.toString().endsWith(".from")))
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.getParent())))
                .isEqualTo("rwx------");
        assertThat(steps.from("state-1").bash("echo $X").stdout().text()).isEqualTo("1\n");
    }

    private static void assertNoSecretBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("s3cr3t");
            }
        }
    }
}
