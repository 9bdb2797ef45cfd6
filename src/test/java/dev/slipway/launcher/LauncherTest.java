package dev.slipway.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LauncherTest {

    private static final String BUILDING =
            "slipway: building Slipway (the first time some minutes, later some seconds) …\n";

    @TempDir
    private Path folder;

    private Clone clone;

    @BeforeEach
    void prepare() throws IOException {
        clone = new Clone(folder);
    }

    @Test
    void the_first_start_builds_and_hands_over_every_word_as_it_was() throws Exception {
        Ended ended = clone.slipway("run", "a b", "", "*", "--x=\"y\"");

        assertThat(ended.out()).isEqualTo("[run][a b][][*][--x=\"y\"]\n");
        assertThat(ended.err()).matches("\\Q" + BUILDING + "\\Eslipway: built in \\d+ s\\.\n");
        assertThat(ended.exit()).isZero();
        assertThat(clone.leftovers()).isEmpty();
    }

    @Test
    void the_second_start_does_not_build_and_says_nothing() throws Exception {
        clone.slipway();

        assertThat(clone.slipway("x")).isEqualTo(new Ended(0, "[x]\n", ""));
        assertThat(clone.builds()).isEqualTo(1);
    }

    @Test
    void the_start_is_prepared_by_a_cache_even_where_the_path_has_a_space() throws Exception {
        clone.slipway();

        try (var files = Files.list(clone.home.resolve("target/app"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".aot"))).hasSize(1);
        }
    }

    @Test
    void a_change_builds_again() throws Exception {
        clone.slipway();
        Path changed = Files.writeString(clone.home.resolve("src/main/New.java"), "");
        Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(60)));

        clone.slipway();

        assertThat(clone.builds()).isEqualTo(2);
    }

    @Test
    void a_file_saved_while_it_builds_makes_the_next_start_build_again() throws Exception {
        clone.mavenDoes("touch -d '1 minute' src/main/Late.java");
        clone.slipway();

        clone.mavenDoes("true");
        clone.slipway();

        assertThat(clone.builds()).isEqualTo(2);
    }

    @Test
    void links_lead_to_the_clone() throws Exception {
        Path far = Files.createDirectories(folder.resolve("far"));
        Files.createSymbolicLink(far.resolve("first"), Path.of("../a clone/slipway"));
        Files.createSymbolicLink(far.resolve("second"), Path.of("first"));

        Ended ended = Clone.end(clone.start("sh", "-c", "cd ../far && sh second x"));

        assertThat(ended.out()).isEqualTo("[x]\n");
    }

    @Test
    void a_failed_build_shows_what_maven_said_and_changes_nothing() throws Exception {
        clone.mavenDoes("echo '[ERROR] Main.java:[1,2] no such thing'; echo 'WARNING: noise'; exit 1");

        Ended ended = clone.slipway();

        assertThat(ended.err())
                .isEqualTo(BUILDING + "slipway: the build failed. Its last lines follow; all of it is in "
                        + clone.home.toRealPath() + "/target/app/build.log\n"
                        + "[ERROR] Main.java:[1,2] no such thing\n");
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(clone.leftovers()).isEmpty();
        assertThat(clone.home.resolve("target/app/built")).doesNotExist();
    }

    @Test
    void without_maven_one_sentence_says_what_to_install() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        assertThat(Clone.end(clone.with("PATH", empty.toString()).start("/bin/sh", "./slipway")))
                .isEqualTo(new Ended(
                        2,
                        "",
                        "slipway: Maven is needed to build Slipway once and was not found: "
                                + "install it (apt install maven, brew install maven).\n"));
    }

    @Test
    void of_two_first_starts_one_builds_and_the_other_waits_for_it() throws Exception {
        Path gate = gate();
        Process first = clone.start("./slipway", "first");
        try (var open = Files.newBufferedWriter(gate)) { // blocks until Maven waits at the gate
            Process second = clone.start("./slipway", "second");
            BufferedReader said = second.errorReader();
            assertThat(said.readLine())
                    .isEqualTo("slipway: another start of Slipway is building it (process " + first.pid()
                            + "); waiting for that …");
            open.write("go\n");
            open.flush();
            assertThat(Clone.end(first).out()).isEqualTo("[first]\n");
            assertThat(second.inputReader().readLine()).isEqualTo("[second]");
        }
        assertThat(clone.builds()).isEqualTo(1);
    }

    @Test
    void a_start_that_was_killed_while_building_does_not_hold_up_the_next() throws Exception {
        Path gate = gate();
        Process killed = clone.start("./slipway");
        try (var open = Files.newBufferedWriter(gate)) {
            killed.destroyForcibly().waitFor();
            open.write("go\n");
        }
        clone.mavenDoes("true");

        assertThat(clone.slipway("x").out()).isEqualTo("[x]\n");
        assertThat(clone.home.resolve("target/app/building")).doesNotExist();
    }

    @Test
    void a_start_that_is_ended_while_building_leaves_no_half_state() throws Exception {
        Path gate = gate();
        Process ended = clone.start("./slipway");
        try (var _ = Files.newBufferedWriter(gate)) {
            ended.destroy();
            assertThat(ended.waitFor()).isEqualTo(143);
        }

        assertThat(clone.leftovers()).isEmpty();
        assertThat(clone.home.resolve("target/app/built")).doesNotExist();
    }

    @Test
    void a_jar_that_a_running_slipway_may_have_open_is_never_written_over() throws Exception {
        clone.slipway();
        Path library = clone.home.resolve("target/app/lib/library.jar");
        Object before = Files.readAttributes(library, "unix:ino").get("ino");
        Files.setLastModifiedTime(
                clone.home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));

        clone.slipway();

        assertThat(Files.readAttributes(library, "unix:ino").get("ino")).isEqualTo(before);
        try (var files = Files.list(clone.home.resolve("target/app"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".jar"))).hasSize(2);
        }
    }

    /** Maven stops here until the test writes to it: a pipe, so that nobody has to sleep. */
    private Path gate() throws IOException, InterruptedException {
        Path gate = folder.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                .isZero();
        clone.mavenDoes("read -r _ <'" + gate + "'");
        return gate;
    }
}
