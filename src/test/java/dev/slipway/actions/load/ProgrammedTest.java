package dev.slipway.actions.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.FakeSite;
import dev.slipway.parameters.Parameters;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads made by a program, at a real place; the programs are scripts that do as they are told here. */
class ProgrammedTest {
    private final LoadHttp action = new LoadHttp();

    @TempDir
    private Path folder;

    private FakeSite site;

    @BeforeEach
    void standHere() {
        site = new FakeSite(new LocalPlace(folder.resolve("state"), folder)).with("PATH", folder + ":/usr/bin:/bin");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static Data.Mapping given(String tool, String... more) {
        Map<String, Data> given = new LinkedHashMap<>();
        given.put("url", Data.of("http://127.0.0.1:9001/"));
        given.put("duration", Data.of("1s"));
        given.put("tool", Data.of(tool));
        for (int i = 0; i < more.length; i += 2) {
            given.put(more[i], Data.of(more[i + 1]));
        }
        return new Data.Mapping(given);
    }

    private static Data.Mapping with(Data.Mapping given, String name, Data value) {
        Map<String, Data> all = new LinkedHashMap<>(given.entries());
        all.put(name, value);
        return new Data.Mapping(all);
    }

    private Outcome perform(Data.Mapping given) throws InterruptedException {
        Parameters<LoadHttp.Wanted> parameters = action.parameters();
        assertThat(parameters.check(given)).isEmpty();
        return action.perform(parameters.bind(given), site);
    }

    @Test
    void a_secret_reaches_k6_by_its_input_and_neither_by_a_word_nor_by_its_environment() throws Exception {
        program("k6", """
                cat >script; echo "$*" >words; env >environment
                echo '{"slipway":1,"asked":50,"answered":50,"wrong":1,"late":0,"dropped":0,"millis":[1,2,3,4,5]}'
                """);
        site.with(new Secret("TOKEN", "s3cret-token"));

        Outcome outcome = perform(with(
                given("k6", "rate", "50/s"),
                "headers",
                new Data.Mapping(Map.of("Authorization", Data.of("Bearer $TOKEN")))));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Succeeded.class,
                        succeeded -> assertThat(succeeded.summary()).isEqualTo("50 requests, 1 error (2 %), p95 3 ms"));
        assertThat(folder.resolve("script"))
                .content()
                .contains("Bearer s3cret-token", "\"X-Slipway-Load\":\"r000000\"");
        assertThat(folder.resolve("words"))
                .content()
                .doesNotContain("s3cret")
                .isEqualToIgnoringNewLines("run --quiet --no-usage-report --no-color -");
        assertThat(folder.resolve("environment")).content().doesNotContain("s3cret");
        assertThat(site.notes())
                .containsExactly("Load by k6: 50 asked, 50 answered, 1 error (2 %),"
                        + " p50 1 ms, p90 2 ms, p95 3 ms, p99 4 ms, max 5 ms");
    }

    @Test
    void times_that_k6_did_not_print_are_not_taken_for_good_ones() throws Exception {
        program("k6", """
                cat >/dev/null
                echo '{"slipway":1,"asked":50,"answered":50,"wrong":0,"late":0,"dropped":0,"millis":[1,2,3,null,null]}'
                """);

        assertThat(perform(
                        with(given("k6", "rate", "50/s"), "at-most", new Data.Mapping(Map.of("p99", Data.of("1ms"))))))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason())
                                .contains("k6 did not print the times that it was asked for"));
    }

    @Test
    void a_limit_that_is_broken_fails_the_step_whoever_made_the_load() throws Exception {
        program("ab", """
                echo 'Complete requests:      200'
                echo 'Non-2xx responses:      20'
                printf '50,12.000\\n90,30.500\\n95,40.000\\n99,80.250\\n100,120.000\\n' >&2
                """);

        assertThat(perform(with(
                        given("ab"),
                        "at-most",
                        new Data.Mapping(Map.of("errors", Data.of("1%"), "p95", Data.of("20ms"))))))
                .isEqualTo(new Outcome.Failed("20 of 200 requests failed (10 %), where 1 % is the most; "
                        + "p95 is 40 ms, where 20 ms is the most"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiterString = " => ", textBlock = """
            exit 0 => ab did not print how many requests it completed: this version of it is not known here
            echo 'apr_pollset_poll: it took too long' >&2; exit 119 => ab ended with exit status 119: apr_pollset_poll: it took too long
            kill -9 $$ => ab ended with exit status 137
            """)
    void a_program_that_ends_otherwise_is_said_in_one_sentence(String script, String says) throws Exception {
        program("ab", script);

        assertThat(perform(given("ab"))).isEqualTo(new Outcome.Failed(says));
    }

    @ParameterizedTest
    @CsvSource({"k6, 50/s", "hey, 50/s"})
    void a_program_that_is_not_installed_is_said_with_what_to_do(String tool, String rate) throws Exception {
        site.with("PATH", folder.toString());
        // As on a machine that has it in no folder of the path, and everything else in one.
        program("timeout", "exec /usr/bin/timeout \"$@\"\n");
        program("setsid", "exec /usr/bin/setsid \"$@\"\n");

        assertThat(perform(given(tool, "rate", rate)))
                .isEqualTo(new Outcome.Failed("there is no " + tool + " at here: install it, or leave 'tool' out"));
    }

    @Test
    void after_a_crash_the_program_that_may_still_run_is_waited_for() throws Exception {
        program("ab", "echo 'Complete requests: 0'\n");
        Instant until = site.now().plus(Duration.ofSeconds(12));
        site.remember(until.toString());

        assertThat(perform(given("ab"))).isInstanceOf(Outcome.Failed.class);
        assertThat(site.said())
                .contains(
                        "Slipway was ended while ab made load, and what it began may still be under way: waiting 12.0 s");
        assertThat(site.now()).isEqualTo(until);
        assertThat(site.recall()).contains("");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiterString = " => ", textBlock = """
            ab, rate, 50/s => ab has no rate: it asks as fast as it is answered, by all 'connections'. Leave 'rate' out, or take another tool
            ab, expect, 404 => ab knows no other right status than 2xx: leave 'expect' out
            hey, duration, 2s => 'rate' is missing: how many requests a second, such as 50/s
            built-in, duration, 2s => 'rate' is missing: how many requests a second, such as 50/s
            """)
    void what_a_program_cannot_do_is_a_problem_of_the_runbook(String given, String says) {
        String[] words = given.split(", ", -1);
        Data value = words[1].equals("expect") ? Data.of(404) : Data.of(words[2]);

        assertThat(action.parameters().check(with(given(words[0]), words[1], value)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.says()).contains(says));
    }

    @ParameterizedTest
    @CsvSource({"ab, ''", "hey, 50/s"})
    void a_variable_in_a_header_is_not_given_to_a_program_by_its_words(String tool, String rate) {
        Data.Mapping written = with(
                rate.isEmpty() ? given(tool) : given(tool, "rate", rate),
                "headers",
                new Data.Mapping(Map.of("Authorization", Data.of("Bearer $TOKEN"))));

        assertThat(action.parameters().check(written))
                .singleElement()
                .satisfies(problem -> assertThat(problem.says())
                        .contains("a header with $NAME would stand in the words of " + tool
                                + ", which everybody on its machine can read: leave 'tool' out, or take k6"));
    }
}
