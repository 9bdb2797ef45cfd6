package dev.slipway.actions.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.FakeSite;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import dev.slipway.runbook.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvApplyTest {
    private static final String BEFORE = """
            # the shop
            SECRET_KEY='old key'
            FEATURE_NEW_CHECKOUT=true   # since May
            export PORT=4000
            """;

    @TempDir
    Path folder;

    private final EnvApply action = new EnvApply();

    @BeforeEach
    void a_file() throws IOException {
        Files.writeString(file(), BEFORE);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void a_value_changes_and_all_else_stays() throws Exception {
        assertThat(perform("{set: {FEATURE_NEW_CHECKOUT: 'false', PORT: '4001'}}", site()))
                .isEqualTo(new Outcome.Succeeded(
                        "changed: FEATURE_NEW_CHECKOUT, PORT",
                        Map.of("changed", Data.of("FEATURE_NEW_CHECKOUT PORT"), "services", Data.of(""))));
        assertThat(file()).hasContent("""
                # the shop
                SECRET_KEY='old key'
                FEATURE_NEW_CHECKOUT=false
                export PORT=4001
                """);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r-----");
    }

    @Test
    void new_ones_are_added_and_others_taken_out() throws Exception {
        perform("{add: {SENTRY_DSN: 'a b'}, unset: [PORT]}", site());

        assertThat(file()).hasContent("""
                # the shop
                SECRET_KEY='old key'
                FEATURE_NEW_CHECKOUT=true   # since May
                SENTRY_DSN='a b'
                """);
    }

    @Test
    void a_secret_goes_into_the_file_and_nowhere_else() throws Exception {
        FakeSite site = site().with(new Secret("NEW_KEY", "it's \\ $HARD \"to\" write"));

        Outcome outcome = perform("{set: {SECRET_KEY: $NEW_KEY}}", site);

        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        assertThat(EnvText.of(".env", Files.readString(file())).values())
                .containsEntry("SECRET_KEY", "it's \\ $HARD \"to\" write");
        assertThat(outcome + site.said().toString() + site.recall().orElseThrow())
                .doesNotContain("HARD");
    }

    @Test
    void a_name_that_is_not_there_is_not_made_by_a_slip() throws Exception {
        assertThat(perform("{set: {FEATURE_NEW_CHEKOUT: 'false'}}", site()))
                .isEqualTo(new Outcome.Failed(
                        "there is no FEATURE_NEW_CHEKOUT in .env to be set: did you mean 'FEATURE_NEW_CHECKOUT'"));
        assertThat(perform("{set: {OTHER: 'x'}}", site()))
                .isEqualTo(new Outcome.Failed("there is no OTHER in .env to be set; 'add' takes new ones"));
        assertThat(file()).hasContent(BEFORE);
    }

    @Test
    void a_file_that_cannot_be_read_is_told_by_its_place_without_a_value() throws Exception {
        Files.writeString(file(), "A=1\nhunter22secret\n");

        assertThat(perform("{set: {A: '2'}}", site())).isEqualTo(new Outcome.Failed(".env:2:1 this line has no '='"));
        Files.delete(file());
        assertThat(perform("{set: {A: '2'}}", site())).isEqualTo(new Outcome.Failed("sh says: there is no file .env"));
    }

    @Test
    void windows_lines_stay_so() throws Exception {
        Files.writeString(file(), "A=1\r\nB=2\r\n");

        perform("{set: {A: '3'}}", site());

        assertThat(Files.readString(file())).isEqualTo("A=3\r\nB=2\r\n");
    }

    @Test
    void the_undo_puts_the_former_file_back() throws Exception {
        FakeSite site = site();
        perform("{set: {PORT: '4001'}}", site);

        assertThat(action.undo(bound("{set: {PORT: '4001'}}"), site))
                .isEqualTo(new Outcome.Succeeded("the former file is in its place", Map.of()));
        assertThat(file()).hasContent(BEFORE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r-----");
        assertThat(names()).containsExactly(".env");
        assertThat(action.undo(bound("{set: {PORT: '4001'}}"), site)).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void the_undo_takes_nothing_from_somebody_else() throws Exception {
        FakeSite site = site();
        perform("{set: {PORT: '4001'}}", site);
        Files.writeString(file(), "PORT=5000\n");

        assertThat(action.undo(bound("{set: {PORT: '4001'}}"), site))
                .isEqualTo(new Outcome.Failed(file() + " was changed by somebody since, and stays as it is; the former"
                        + " one is " + file() + ".before-r000000-step"));
        assertThat(file()).hasContent("PORT=5000");
        assertThat(action.look(bound("{set: {PORT: '4001'}}"), site))
                .isEqualTo(new Sighting.Unknown(file() + " is neither the former file nor the new one"));
    }

    @Test
    void after_a_crash_looking_tells_whether_it_was_done() throws Exception {
        FakeSite site = site();
        assertThat(action.look(bound("{set: {PORT: '4001'}}"), site)).isEqualTo(new Sighting.Absent());
        perform("{set: {PORT: '4001'}}", site);

        assertThat(action.look(bound("{set: {PORT: '4001'}}"), site))
                .isEqualTo(new Sighting.Applied(Map.of("changed", Data.of("PORT"), "services", Data.of(""))));
        Files.writeString(file(), BEFORE);
        assertThat(action.look(bound("{set: {PORT: '4001'}}"), site)).isEqualTo(new Sighting.Absent());
    }

    /** Each program of the script is the last one that runs, as when the machine stops there. */
    @ParameterizedTest
    @ValueSource(strings = {"sha256sum", "cut", "rm", "cp", "cat", "sync", "mv", "dirname"})
    void wherever_it_is_cut_off_the_file_is_whole(String program) throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path real = Stream.of("/usr/bin", "/bin")
                .map(Path::of)
                .map(each -> each.resolve(program))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        List<Outcome> outcomes = new ArrayList<>();
        for (int passed = 0; passed < 4; passed++) {
            Files.writeString(file(), BEFORE);
            Files.deleteIfExists(folder.resolve("count"));
            // After so many calls the whole group of the script is killed, before or after this one has worked.
            Files.writeString(programs.resolve(program), """
                    #!/bin/sh
                    [ "$(/usr/bin/tr '\\0' ' ' < /proc/$PPID/cmdline | /usr/bin/grep -c slipway-new)" = 0 ] && exec %1$s "$@"
                    echo x >> %2$s/count
                    if [ "$(/usr/bin/wc -l < %2$s/count)" -gt %3$d ]; then %4$s; kill -9 $PPID; kill -9 $$; fi
                    exec %1$s "$@"
                    """.formatted(
                            real, folder, passed / 2, passed % 2 == 0 ? ":" : real + " \"$@\""));
            Files.setPosixFilePermissions(programs.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
            FakeSite site = site().with("PATH", programs + ":/usr/bin:/bin");

            Outcome outcome = perform("{set: {PORT: '4001'}}", site);

            outcomes.add(outcome);
            String text = Files.readString(file());
            assertThat(text).isIn(BEFORE, BEFORE.replace("4000", "4001"));
            if (outcome instanceof Outcome.Succeeded) {
                assertThat(text).contains("4001");
            }
            FakeSite again = site();
            again.remember(site.recall().orElseThrow());
            assertThat(perform("{set: {PORT: '4001'}}", again)).isInstanceOf(Outcome.Succeeded.class);
            assertThat(file()).hasContent(BEFORE.replace("4000", "4001"));
            assertThat(action.undo(bound("{set: {PORT: '4001'}}"), again)).isInstanceOf(Outcome.Succeeded.class);
            assertThat(file()).hasContent(BEFORE);
        }
        assertThat(outcomes).anyMatch(Outcome.Failed.class::isInstance);
    }

    @Test
    void a_link_leads_to_the_file_that_is_replaced() throws Exception {
        Path shared = Files.createDirectory(folder.resolve("shared")).resolve("production.env");
        Files.move(file(), shared);
        Files.createSymbolicLink(file(), shared);

        perform("{set: {PORT: '4001'}}", site());

        assertThat(file()).isSymbolicLink();
        assertThat(Files.readString(shared)).contains("PORT=4001");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
            {file: .env} => one of set, add, unset is needed
            {set: {A: '1'}, unset: [A]} => 'A' is named twice
            {set: {'A B': '1'}} => 'A B' is not the name of a variable
            {set: {A: '1'}, project: shop} => 'project' stands beside 'compose' only
            """)
    void what_makes_no_sense_is_refused_before_anything_runs(String parameters, String says) {
        assertThat(action.parameters().check(mapping(parameters)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.says()).isEqualTo(says));
    }

    private Path file() {
        return folder.resolve(".env");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(".env"))
                    .toList();
        }
    }

    private FakeSite site() {
        return new FakeSite(new LocalPlace(folder.resolve("state"), folder));
    }

    private Outcome perform(String parameters, FakeSite site) throws InterruptedException {
        return action.perform(bound(parameters), site);
    }

    private EnvApply.Wanted bound(String parameters) {
        return action.parameters().bind(mapping(parameters));
    }

    private static Data.Mapping mapping(String yaml) {
        return (Data.Mapping) YamlReader.read("x", yaml, 1, 1, new ArrayList<>())
                .orElseThrow()
                .data();
    }
}
