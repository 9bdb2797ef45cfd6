package dev.slipway.hands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.Place.Attempt;
import dev.slipway.hands.Place.Beginning;
import dev.slipway.hands.Place.Command;
import dev.slipway.hands.Place.Environment;
import dev.slipway.hands.Place.Exit;
import dev.slipway.hands.Place.Found;
import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.Outputs;
import dev.slipway.hands.Place.Ran;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.hands.Place.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every place keeps to. */
public abstract class PlaceContract {
    private static final Secret PASSWORD = new Secret("DB_PASSWORD", "s3cr3t w'ord\"$x");

    @TempDir
    protected Path state;

    /** The directory of the place's steps. */
    @TempDir
    protected Path directory;

    protected Place place;
    protected Steps steps;

    protected abstract Place place(Path state, Path directory);

    @BeforeEach
    void begin() {
        place = place(state, directory);
        steps = new Steps(place);
    }

    @Test
    void a_step_tells_its_status_and_both_outputs() throws Exception {
        Exit exit = steps.bash("echo one\necho two >&2\nexit 3\n");
        assertThat(exit.status()).contains(3);
        assertThat(exit.stdout().text()).isEqualTo("one\n");
        assertThat(exit.stderr().text()).isEqualTo("two\n");
        assertThat(exit.stdout().bytes()).isEqualTo(4);
        assertThat(exit.stdout().kept()).isEqualTo(4);
        assertThat(exit.stdout().file()).isEqualTo("runs/r00001/logs/step.forward.1.out");
        assertThat(log(exit)).isEqualTo("one\n");
        assertThat(exit.took()).isPositive();
    }

    @Test
    void bash_stops_at_the_first_failure_an_unset_variable_or_a_failing_pipe() throws Exception {
        assertThat(steps.bash("false\necho on").status()).contains(1);
        assertThat(steps.bash("echo $NOT_THERE\necho on").stdout().text()).isEmpty();
        assertThat(steps.bash("false | true\necho on").stdout().text()).isEmpty();
        assertThat(steps.sh("false | true\necho on").stdout().text()).isEqualTo("on\n");
        assertThat(steps.sh("false\necho on").status()).contains(1);
        assertThat(steps.sh("echo $NOT_THERE").status()).contains(2);
    }

    @Test
    void a_step_has_no_input_no_terminal_and_a_usual_umask() throws Exception {
        assertThat(steps.bash("cat; umask; tty || true; ( : </dev/tty ) 2>/dev/null || echo none")
                        .stdout()
                        .text())
                .isEqualTo("0022\nnot a tty\nnone\n");
    }

    @Test
    void a_step_runs_in_the_places_directory_or_the_one_it_is_given() throws Exception {
        Files.createDirectory(directory.resolve("sub"));
        assertThat(steps.bash("pwd").stdout().text()).isEqualTo(directory + "\n");
        assertThat(steps.run(in("sub")).stdout().text()).isEqualTo(directory.resolve("sub") + "\n");
        assertThat(place.begin(in("nowhere")))
                .isEqualTo(new Beginning.Refused("there is no directory " + directory.resolve("nowhere")));
    }

    private Launch in(String sub) {
        Launch launch = steps.launch(Dialect.BASH, "pwd", false);
        return new Launch(
                launch.attempt(),
                launch.shell(),
                Optional.of(sub),
                launch.environment(),
                launch.session(),
                launch.capture());
    }

    @Test
    void variables_are_given_and_taken_away() throws Exception {
        steps.plain.put("VERSION", "v1.2 \"x\"\n$HOME");
        steps.secrets.add(PASSWORD);
        steps.dropped.add("HOME");
        Exit exit = steps.bash("printf '%s|%s|%s' \"$VERSION\" \"${#DB_PASSWORD}\" \"${HOME-none}\"");
        assertThat(exit.stdout().text())
                .isEqualTo("v1.2 \"x\"\n$HOME|" + PASSWORD.reveal().length() + "|none");
    }

    @Test
    void variables_that_no_process_can_get_refuse_the_step_and_it_never_began() throws Exception {
        steps.plain.put("LONG", "x".repeat(200_000));
        Launch launch = steps.launch(Dialect.BASH, "touch effect", false);
        assertThat(place.begin(launch))
                .isEqualTo(new Beginning.Refused(
                        "the variables given to it are too long for a process: at most 128 KB each, 2 MB together"));
        assertThat(place.find(launch.attempt(), steps.capture())).isEqualTo(new Found.Never());
        steps.plain.put("LONG", "a\0b");
        assertThat(place.begin(steps.launch(Dialect.BASH, "touch effect", false)))
                .isEqualTo(new Beginning.Refused(
                        "the value of LONG holds a NUL character, which no process can be given"));
    }

    @Test
    void a_step_knows_its_run_its_name_and_its_attempt() throws Exception {
        assertThat(steps.bash("echo $SLIPWAY_RUN $SLIPWAY_STEP $SLIPWAY_ATTEMPT")
                        .stdout()
                        .text())
                .isEqualTo("r00001 step r00001/step.forward.1\n");
    }

    @Test
    void nothing_is_begun_twice_under_one_name() throws Exception {
        Launch launch = steps.launch(Dialect.BASH, "echo x >>effect", false);
        steps.run(launch);
        assertThat(place.begin(launch))
                .isEqualTo(new Beginning.Refused("r00001/step.forward.1 was begun or given up before"));
        assertThat(directory.resolve("effect")).content().isEqualTo("x\n");
    }

    @Test
    void what_was_never_begun_never_will_be() throws Exception {
        Launch launch = steps.launch(Dialect.BASH, "touch effect", false);
        assertThat(place.find(launch.attempt(), steps.capture())).isEqualTo(new Found.Never());
        assertThat(place.begin(launch)).isInstanceOf(Beginning.Refused.class);
        assertThat(place.find(launch.attempt(), steps.capture())).isEqualTo(new Found.Never());
        assertThat(directory.resolve("effect")).doesNotExist();
    }

    @Test
    void an_ended_step_is_found_with_the_same_answer_again_and_again() throws Exception {
        steps.secrets.add(PASSWORD);
        Launch launch = steps.launch(
                Dialect.BASH,
                "echo \"pw $DB_PASSWORD\"; echo é >&2; echo file=a.dump >>$SLIPWAY_OUTPUT; exit 4",
                false);
        Exit exit = steps.run(launch);
        for (int i = 0; i < 2; i++) {
            Found found = place(state, directory).find(launch.attempt(), steps.capture());
            assertThat(found).isInstanceOfSatisfying(Found.Ended.class, ended -> {
                assertThat(ended.exit().status()).isEqualTo(exit.status());
                assertThat(ended.exit().stdout()).isEqualTo(exit.stdout());
                assertThat(ended.exit().stderr()).isEqualTo(exit.stderr());
                assertThat(ended.exit().outputs()).isEqualTo(exit.outputs());
            });
        }
    }

    @Test
    void waiting_ends_in_time_and_may_go_on() throws Exception {
        Attempt attempt = steps.begin("mkfifo gate; echo ready; read -r x <gate; echo $x");
        steps.awaitUntil(attempt, () -> steps.lines.contains("out: ready"));
        assertThat(attempt.await(Duration.ofMillis(1))).isEmpty();
        Files.writeString(directory.resolve("gate"), "through\n");
        assertThat(attempt.await(Steps.LONG).orElseThrow().stdout().text()).isEqualTo("ready\nthrough\n");
    }

    @Test
    void lines_are_heard_while_the_step_runs() throws Exception {
        Attempt attempt = steps.begin("mkfifo gate; echo one; echo two >&2; read -r x <gate; printf three");
        steps.awaitUntil(attempt, () -> steps.lines.size() == 2);
        assertThat(steps.lines).containsExactlyInAnyOrder("out: one", "err: two");
        Files.writeString(directory.resolve("gate"), "\n");
        attempt.await(Steps.LONG);
        assertThat(steps.lines.getLast()).isEqualTo("out: three");
    }

    @Test
    void term_reaches_the_whole_group_and_the_status_is_still_told() throws Exception {
        Attempt attempt = steps.begin("echo ready; sleep 1000 & wait");
        steps.awaitUntil(attempt, () -> steps.lines.contains("out: ready"));
        attempt.signal(Signal.TERM);
        assertThat(attempt.await(Steps.LONG).orElseThrow().status()).contains(143);
    }

    @Test
    void a_step_may_clean_up_after_term() throws Exception {
        Attempt attempt = steps.begin("trap 'echo cleaned; exit 9' TERM; echo ready; sleep 1000 & wait $!");
        steps.awaitUntil(attempt, () -> steps.lines.contains("out: ready"));
        attempt.signal(Signal.TERM);
        Exit exit = attempt.await(Steps.LONG).orElseThrow();
        assertThat(exit.status()).contains(9);
        assertThat(exit.stdout().text()).isEqualTo("ready\ncleaned\n");
    }

    @Test
    void kill_ends_everything_and_leaves_no_status() throws Exception {
        Launch launch = steps.launch(Dialect.BASH, "trap '' TERM; echo ready; sleep 1000 & sleep 1000; echo on", false);
        Attempt attempt = steps.begin(launch);
        steps.awaitUntil(attempt, () -> steps.lines.contains("out: ready"));
        attempt.signal(Signal.TERM);
        attempt.signal(Signal.KILL);
        assertThat(attempt.await(Steps.LONG).orElseThrow().status()).isEmpty();
        assertThat(place.find(launch.attempt(), steps.capture()))
                .isInstanceOfSatisfying(
                        Found.Gone.class, gone -> assertThat(gone.alive()).isEmpty());
    }

    @Test
    void clearing_ends_what_an_attempt_left_behind_even_in_a_session_of_its_own() throws Exception {
        Launch launch =
                steps.launch(Dialect.BASH, "setsid sleep 1000 & setsid -f sh -c 'trap \"\" TERM; sleep 1000'", false);
        steps.run(launch);
        place.clear(launch.attempt());
        Ran ran = place.run(new Command(
                List.of(
                        "sh",
                        "-c",
                        "grep -lzx \"SLIPWAY_OUTPUT=$0/.*\" /proc/[0-9]*/environ 2>/dev/null || echo none",
                        marks()),
                Optional.empty(),
                nothing(),
                Duration.ofSeconds(20)));
        assertThat(ran).isEqualTo(new Ran.Ended(0, "none\n", ""));
    }

    @Test
    void what_was_cleared_before_it_began_never_begins() throws Exception {
        Launch launch = steps.launch(Dialect.BASH, "touch effect", false);
        place.clear(launch.attempt());
        assertThat(place.begin(launch)).isInstanceOf(Beginning.Refused.class);
        assertThat(place.find(launch.attempt(), steps.capture())).isEqualTo(new Found.Never());
    }

    @Test
    void outputs_are_lines_and_texts_of_several_lines() throws Exception {
        assertThat(given("echo a=1; echo; echo 'b_2= x = y '; echo a=2; echo empty="))
                .isEqualTo(Map.of("a", Data.of("2"), "b_2", Data.of(" x = y "), "empty", Data.of("")));
        assertThat(given("printf 'notes<<END\\none\\n\\ntwo=2\\nEND\\nlast=é'"))
                .isEqualTo(Map.of("notes", Data.of("one\n\ntwo=2"), "last", Data.of("é")));
        assertThat(given("printf 'url=http://x/?a<<b\\nnone<<E\\nE\\n'"))
                .isEqualTo(Map.of("url", Data.of("http://x/?a<<b"), "none", Data.of("")));
        assertThat(given(":")).isEmpty();
    }

    private Map<String, Data> given(String text) throws InterruptedException {
        return ((Outputs.Given)
                        steps.bash("{ " + text + "; } >>$SLIPWAY_OUTPUT").outputs())
                .values();
    }

    @Test
    void a_malformed_output_is_told_in_a_sentence() throws Exception {
        steps.secrets.add(PASSWORD);
        assertThat(malformed("echo a=1; echo just words"))
                .isEqualTo("line 2 of SLIPWAY_OUTPUT is neither name=value nor name<<END: just words");
        assertThat(malformed("echo Bad-Name=1"))
                .isEqualTo("line 1 of SLIPWAY_OUTPUT names an output Bad-Name; a name is like backup_file");
        assertThat(malformed("echo 'a<<END'; echo END."))
                .isEqualTo("line 1 of SLIPWAY_OUTPUT opens a with <<END, and no later line closes it");
        assertThat(malformed("echo \"dsn=x:$DB_PASSWORD@y\""))
                .isEqualTo("line 1 of SLIPWAY_OUTPUT puts a secret into dsn, "
                        + "x:[REDACTED:DB_PASSWORD]@y; outputs are recorded, so they hold no secrets");
        assertThat(malformed("printf 'a=\\xff\\n'")).isEqualTo("what was written to SLIPWAY_OUTPUT is not UTF-8");
        assertThat(malformed("head -c 1100000 /dev/zero | tr '\\0' x"))
                .isEqualTo("more than 1 MB was written to SLIPWAY_OUTPUT");
    }

    private String malformed(String text) throws InterruptedException {
        return ((Outputs.Malformed)
                        steps.bash("{ " + text + "; } >>$SLIPWAY_OUTPUT").outputs())
                .says();
    }

    @Test
    void secrets_are_masked_in_lines_logs_and_texts() throws Exception {
        steps.secrets.add(PASSWORD);
        Exit exit =
                steps.bash("echo \"a $DB_PASSWORD b\"; printf %s \"$DB_PASSWORD\" | base64; echo \"$DB_PASSWORD\" >&2");
        assertThat(exit.stdout().text()).isEqualTo("a [REDACTED:DB_PASSWORD] b\n[REDACTED:DB_PASSWORD]\n");
        assertThat(log(exit)).isEqualTo(exit.stdout().text());
        assertThat(steps.lines)
                .containsExactlyInAnyOrder(
                        "out: a [REDACTED:DB_PASSWORD] b",
                        "out: [REDACTED:DB_PASSWORD]",
                        "err: [REDACTED:DB_PASSWORD]");
        assertThat(exit.stdout().bytes()).isGreaterThan(20);
    }

    @Test
    void a_secret_that_comes_in_two_writes_is_masked() throws Exception {
        steps.secrets.add(PASSWORD);
        Attempt attempt = steps.begin("mkfifo gate; echo go; printf %s \"${DB_PASSWORD:0:6}\"; read -r x <gate; "
                + "printf '%s\\n' \"${DB_PASSWORD:6}\"");
        steps.awaitUntil(attempt, () -> steps.lines.contains("out: go"));
        attempt.await(Duration.ofMillis(60));
        Files.writeString(directory.resolve("gate"), "\n");
        assertThat(attempt.await(Steps.LONG).orElseThrow().stdout().text()).isEqualTo("go\n[REDACTED:DB_PASSWORD]\n");
    }

    @Test
    void output_is_withheld_when_it_must_be() throws Exception {
        steps.withheld = true;
        Exit exit = steps.bash("echo hello; echo there >&2");
        assertThat(exit.stdout().bytes()).isEqualTo(6);
        assertThat(exit.stdout().kept()).isZero();
        String says = "output withheld: the step is sensitive, or was given a secret that is too short to be masked";
        assertThat(log(exit)).isEqualTo(says + "\n");
        assertThat(steps.lines).containsExactly("out: " + says);
    }

    @Test
    void the_first_part_and_the_last_of_a_long_output_are_kept() throws Exception {
        steps.keptBytes = 3_000_000;
        Exit exit = steps.bash("head -c 50000000 /dev/zero | tr '\\0' x; echo; echo the end");
        assertThat(exit.stdout().bytes()).isEqualTo(50_000_009);
        assertThat(exit.stdout().kept()).isEqualTo(3_000_000);
        assertThat(exit.stdout().text()).hasSize(1 << 20).startsWith("xxx");
        assertThat(log(exit)).endsWith("x\nthe end\n").contains("xxx\n… 47,000,009 bytes not kept …\nxxx");
        assertThat(steps.lines.getLast()).isEqualTo("out: the end");
        assertThat(steps.lines).allMatch(line -> line.length() <= 5 + 16 * 1024);
    }

    @Test
    void a_small_limit_holds_too() throws Exception {
        steps.keptBytes = 10;
        assertThat(log(steps.bash("printf 1234567890"))).isEqualTo("1234567890");
        assertThat(log(steps.bash("printf 1234567890abcde"))).isEqualTo("12345\n… 5 bytes not kept …\nabcde");
        assertThat(steps.bash("printf 1234567890").stdout().text()).isEqualTo("1234567890");
    }

    @Test
    void binary_output_is_counted_truly_and_shown_as_it_can_be() throws Exception {
        Exit exit = steps.bash("printf 'a\\xff\\0b\\r\\nc'");
        assertThat(exit.stdout().bytes()).isEqualTo(7);
        assertThat(Files.readAllBytes(state.resolve(exit.stdout().file())))
                .containsExactly('a', 0xff, 0, 'b', '\r', '\n', 'c');
        assertThat(steps.lines).containsExactly("out: a\ufffd\0b", "out: c");
    }

    @Test
    void a_run_is_forgotten_but_for_its_logs() throws Exception {
        steps.inSession().secrets.add(PASSWORD);
        Exit exit = steps.bash("X=\"$DB_PASSWORD\"; echo kept");
        place.forget("r00001");
        assertThat(log(exit)).isEqualTo("kept\n");
        try (var entries = Files.list(state.resolve("runs/r00001"))) {
            assertThat(entries).containsExactly(state.resolve("runs/r00001/logs"));
        }
        place.forget("r00009");
    }

    @Test
    void a_short_command_gets_its_words_as_they_are() throws Exception {
        assertThat(run("printf", "%s|", "a b", "$HOME", "*", "")).isEqualTo(new Ran.Ended(0, "a b|$HOME|*||", ""));
        assertThat(run("sh", "-c", "echo no >&2; exit 5")).isEqualTo(new Ran.Ended(5, "", "no\n"));
        assertThat(run("no-such-word-here", "x")).isEqualTo(new Ran.NotFound("no-such-word-here"));
        assertThat(run("./none")).isEqualTo(new Ran.NotFound("./none"));
    }

    @Test
    void a_short_command_has_a_deadline_and_a_limit() throws Exception {
        assertThat(place.run(new Command(List.of("sleep", "1000"), Optional.empty(), nothing(), Duration.ofMillis(50))))
                .isEqualTo(new Ran.TooLong(Duration.ofMillis(50)));
        Ran.Ended ended = (Ran.Ended) run("sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x");
        assertThat(ended.stdout()).hasSizeLessThan(1_100_000).endsWith("x\n… 1,951,424 bytes not kept …\n");
    }

    /** What the value of SLIPWAY_OUTPUT begins with, at this place. */
    protected String marks() {
        return state.toString();
    }

    private Ran run(String... words) throws InterruptedException {
        return place.run(new Command(Arrays.asList(words), Optional.empty(), nothing(), Steps.LONG));
    }

    protected static Environment nothing() {
        return new Environment(Map.of(), List.of(), List.of());
    }

    protected String log(Exit exit) throws IOException {
        return Files.readString(state.resolve(exit.stdout().file()));
    }
}
