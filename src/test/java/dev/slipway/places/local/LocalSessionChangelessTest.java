package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place.SessionUse;
import dev.slipway.hands.Place.Shell;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.sessions.SessionWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Steps whose session is saved before they begin, because they can change nothing. */
class LocalSessionChangelessTest extends OneSession {
    @Test
    void what_the_session_carries_passes_them_by() throws Exception {
        steps.bash("X=1; export Y=2; unset HOME");
        steps.bash("/bin/true");
        assertThat(steps.bash("printenv Y | cat; echo \"$X\"").stdout().text()).isEqualTo("2\n1\n");
        assertThat(steps.sh("echo \"$X $Y ${HOME-gone}\"").stdout().text()).isEqualTo("1 2 gone\n");
        assertThat(steps.bash("echo \"$X $Y ${HOME-gone}\"").stdout().text()).isEqualTo("1 2 gone\n");
    }

    @Test
    void they_stand_where_any_step_stands_and_the_next_one_does_too() throws Exception {
        Files.createDirectory(directory.resolve("sub"));
        steps.bash("X=1; cd sub");
        assertThat(where("/bin/pwd", true)).isEqualTo(directory + "/sub\n");
        assertThat(where("/bin/pwd", true)).isEqualTo(directory + "/sub\n");
        assertThat(where("/bin/pwd", false)).isEqualTo(directory + "\n");
        assertThat(where("/bin/pwd", true)).isEqualTo(directory + "\n");
        assertThat(where("pwd; echo $((X + 1))", true)).isEqualTo(directory + "\n2\n");
    }

    private String where(String text, boolean keepsDirectory) throws InterruptedException {
        return steps.run(steps.launch(Dialect.BASH, text, keepsDirectory))
                .stdout()
                .text();
    }

    @Test
    void a_session_that_begins_with_them_is_empty() throws Exception {
        steps.bash("/bin/true");
        steps.bash("/bin/true");
        assertThat(steps.bash("echo ${X-none}").stdout().text()).isEqualTo("none\n");
    }

    @Test
    void one_that_fails_says_so_and_leaves_the_session_as_it_was() throws Exception {
        steps.bash("X=1");
        assertThat(steps.bash("/bin/false\n/bin/true").status()).contains(1);
        assertThat(steps.bash("no-such-program").status()).contains(127);
        assertThat(steps.bash("/bin/false | /bin/true").status()).contains(1);
        assertThat(steps.bash("echo \"$NOWHERE\"").status()).contains(1);
        assertThat(steps.bash("echo $X").stdout().text()).isEqualTo("1\n");
    }

    @Test
    void a_function_in_a_programs_place_may_change_the_session() throws Exception {
        steps.bash("make() { X=2; }; X=1");
        steps.bash("make");
        assertThat(steps.bash("echo $X").stdout().text()).isEqualTo("2\n");
    }

    /** Some shells called sh take them out of the environment of what they start, and others do not. */
    @Test
    void so_may_one_that_the_environment_gives() throws Exception {
        SessionUse use = new SessionUse(Optional.empty(), "after", false);
        Shell make = new Shell(Dialect.BASH, "make");
        boolean given = SessionWords.of(List.of("PATH", "BASH_FUNC_make%%")).functions();
        boolean none = SessionWords.of(List.of("PATH")).functions();
        Sessions sessions = new Sessions(state);
        assertThat(sessions.prepare(use, make, given).orElseThrow().saves()).isTrue();
        assertThat(sessions.prepare(use, make, none).orElseThrow().saves()).isFalse();
    }

    @Test
    void secrets_are_references_as_ever() throws Exception {
        steps.secrets.add(new Secret("DB_PASSWORD", "s3cr3t-word"));
        steps.bash("X=\"<$DB_PASSWORD>\"");
        steps.bash("/bin/true");
        assertThat(steps.bash("[[ $X == \"<$DB_PASSWORD>\" ]]").status()).contains(0);
        try (Stream<Path> files = Files.walk(state.resolve("runs/r00001/sessions"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file).content().doesNotContain("s3cr3t");
            }
        }
        steps.secrets.clear();
        assertThat(steps.bash("/bin/true").stderr().text())
                .endsWith("__slipway_secret_DB_PASSWORD: this step is not given the secret that the session holds\n");
    }
}
