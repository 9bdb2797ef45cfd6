package dev.slipway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.actions.check.CheckCommand;
import dev.slipway.actions.check.CheckDisk;
import dev.slipway.actions.check.CheckEnv;
import dev.slipway.actions.check.CheckHttp;
import dev.slipway.actions.judge.JudgeWatch;
import dev.slipway.actions.record.RecordNote;
import dev.slipway.actions.waiting.WaitFor;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.hands.ActionList;
import dev.slipway.plan.History;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Planning;
import dev.slipway.runbook.FrontMatter.Procedure;
import dev.slipway.runbook.Part;
import dev.slipway.runbook.Reading;
import dev.slipway.runbook.Runbook;
import dev.slipway.runbook.Runbooks;
import dev.slipway.runbook.Section;
import dev.slipway.runbook.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runbooks that people read first are right. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("examples");
    private static final ActionList ACTIONS = new ActionList(List.of(
            new CheckCommand(),
            new CheckHttp(),
            new CheckDisk(),
            new CheckEnv(),
            new JudgeWatch(),
            new WaitFor(),
            new RecordNote()));
    private static final Path SHIMS = Path.of("src/test/resources/shims").toAbsolutePath();

    @ParameterizedTest
    @ValueSource(strings = {"hello", "thirty", "planner", "application", "ecommerce", "portal", "openrisk"})
    void an_example_reads_without_a_problem_wherever_a_procedure_leads(String example) throws IOException {
        Reading reading = read(EXAMPLES.resolve(example).resolve("runbook.md"));

        assertThat(reading.problems()).isEmpty();
        assertThat(reached(reading.runbook()).flatMap(ExamplesTest::problems)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "thirty", "planner", "application", "ecommerce", "portal", "openrisk"})
    void every_step_of_an_example_is_a_shell_text_that_bash_understands(String example) throws Exception {
        Runbook runbook = read(EXAMPLES.resolve(example).resolve("runbook.md")).runbook();

        // As functions, so that one bash reads them all.
        String functions = shells(runbook).stream()
                .map(shell -> "line_%d() {\n%s\n}\n".formatted(shell.body().line(), shell.text()))
                .collect(Collectors.joining());

        assertThat(said(functions, "bash", "-n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"planner", "application", "ecommerce", "portal", "openrisk"})
    void a_workspace_holds_the_runbook_and_what_its_procedures_need(String example, @TempDir Path folder)
            throws Exception {
        String said = said("", "bash", SHIMS.resolve(example + "/workspace.sh").toString(), folder.toString());

        assertThat(said).isEmpty();
        assertThat(release(folder)).isInstanceOf(Planning.Planned.class);
        assertThat(folder.resolve("environment")).content().contains("SHIM_HOME=" + folder.toRealPath());
    }

    @Test
    void a_shim_logs_its_call_takes_effect_and_fails_when_a_test_wants_it(@TempDir Path folder) throws Exception {
        said("", "bash", SHIMS.resolve("application/workspace.sh").toString(), folder.toString());
        String tool = folder.resolve("bin/systemctl").toString();

        said("", tool, "stop", "application");
        Files.writeString(folder.resolve("fail"), "^systemctl start application$\n");

        assertThat(said("", tool, "start", "application")).isEqualTo("systemctl: failed, as the test wanted\n");
        assertThat(folder.resolve("state/units/application")).hasContent("inactive");
        assertThat(folder.resolve("calls.log")).hasContent("systemctl stop application\nsystemctl start application");
    }

    private static Planning release(Path folder) throws IOException {
        Map<String, String> told = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("release.inputs"))) {
            told.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        Runbook runbook = read(folder.resolve("repo/runbook.md")).runbook();
        return new Planner(ACTIONS)
                .plan(new Planning.Request(
                        runbook, Map.of(), Optional.of("release"), Optional.of("production"), told, History.Kept.NONE));
    }

    private static Reading read(Path file) throws IOException {
        return Runbooks.read(Source.of(file.toString(), Files.readString(file)));
    }

    private static Stream<Section> reached(Runbook runbook) {
        return runbook.frontMatter().procedures().stream()
                .flatMap(ExamplesTest::names)
                .flatMap(name -> named(runbook, name).all());
    }

    private static Stream<Phrase> names(Procedure procedure) {
        return Stream.of(procedure.before(), procedure.run(), procedure.after()).flatMap(List::stream);
    }

    private static Section named(Runbook runbook, Phrase name) {
        return runbook.root()
                .all()
                .filter(section -> section.name().equals(name.text()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name.span() + "  no section is called " + name.text()));
    }

    private static Stream<Problem> problems(Section section) {
        return Stream.concat(
                section.problems().stream(), section.parts().stream().flatMap(part -> part.problems().stream()));
    }

    private static List<Step.Work.Shell> shells(Runbook runbook) {
        return reached(runbook)
                .flatMap(section -> section.parts().stream())
                .flatMap(ExamplesTest::shells)
                .toList();
    }

    private static Stream<Step.Work.Shell> shells(Part part) {
        if (!(part instanceof Step step)) {
            return Stream.empty();
        }
        Stream<Step.Work.Shell> own = step.work() instanceof Step.Work.Shell shell ? Stream.of(shell) : Stream.empty();
        return Stream.of(own, step.undo().stream(), step.probe().stream()).flatMap(each -> each);
    }

    /** What the command says, on both outputs. */
    private static String said(String input, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(input);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
