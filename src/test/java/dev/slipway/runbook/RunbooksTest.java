package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunbooksTest {
    @ParameterizedTest
    @ValueSource(strings = {"application", "ecommerce", "planner"})
    void the_trials_have_no_mistake_of_structure(String name) {
        Reading reading = read(name + ".md");
        SoundSpans.check(reading);
        assertThat(reading.problems().stream()
                        .filter(problem -> problem.span().line() > endOfFrontMatter(reading))
                        .map(Object::toString))
                .isEqualTo(
                        name.equals("application")
                                ? List.of(
                                        "application.md:143:32  'step' has no key 'batch'\n   Keys of 'step': id, on, if, timeout,"
                                                + " retries, repeatable, sensitive, point-of-no-return.")
                                : List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application", "ecommerce", "planner"})
    void no_section_that_a_trial_names_is_missing(String name) {
        Runbook runbook = read(name + ".md").runbook();
        List<String> named = runbook.frontMatter().procedures().stream()
                .flatMap(procedure -> List.of(procedure.before(), procedure.run(), procedure.after()).stream()
                        .flatMap(List::stream))
                .map(Object::toString)
                .toList();
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(section -> assertThat(runbook.section(section)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openrisk", "ecommerce", "application", "planner", "portal"})
    void a_document_that_is_no_runbook_yet_is_read_all_the_same(String name) {
        Reading reading = read("seed-" + name + ".md");
        SoundSpans.check(reading);
        assertThat(Readings.problems(reading.problems()))
                .startsWith("seed-" + name + ".md:1:1  ")
                .contains("slipway:")
                .contains("version: 1");
    }

    @Test
    void a_step_says_where_it_stands() {
        Step step = firstStep("""
                ## Restart

                1. Every host:
                   - **the app**

                     <!-- slipway: step id=restart -->
                     ```bash
                     sudo systemctl restart app

                     echo "$X"
                     ```
                """);
        assertThat(step.span()).hasToString("book.md:13:6");
        assertThat(step.id().orElseThrow().span()).hasToString("book.md:12:28");
        assertThat(step.spot().items()).containsExactly("Every host", "the app");
        Step.Work.Shell shell = (Step.Work.Shell) step.work();
        assertThat(shell.text()).isEqualTo("sudo systemctl restart app\n\necho \"$X\"\n");
        assertThat(shell.body()).hasToString("book.md:14:6");
        assertThat(shell.body().endLine()).isEqualTo(16);
        assertThat(shell.body().endColumn()).isEqualTo(15);
    }

    @Test
    void the_parameters_of_an_action_stand_where_they_were_written() {
        Step step = firstStep("""
                - check

                  ```yaml
                  check.http:
                    url: http://localhost
                  ```
                """);
        Step.Work.Typed typed = (Step.Work.Typed) step.work();
        assertThat(typed.name().span()).hasToString("book.md:10:3");
        assertThat(((Yaml.Mapping) typed.parameters()).get("url").orElseThrow().span())
                .hasToString("book.md:11:10");
    }

    @Test
    void headings_and_items_are_groups_and_a_step_below_a_list_returns_to_its_heading() {
        List<Integer> groups =
                parts("""
                ## A

                ```bash
                one
                ```

                - item

                  ```bash
                  two
                  ```

                  ```bash
                  three
                  ```

                ```bash
                four
                ```
                """).stream().map(part -> part.spot().group()).toList();
        assertThat(groups.get(1)).isEqualTo(groups.get(2)).isNotEqualTo(groups.get(0));
        assertThat(groups.get(3)).isEqualTo(groups.get(0));
    }

    @Test
    void rules_of_a_step_and_of_a_gate_are_kept() {
        Step step = firstStep("""
                <!-- slipway: step id=a on=db if="inputs.x" timeout=1m30s repeatable retries=3 sensitive point-of-no-return -->
                ```bash
                true
                ```
                """);
        assertThat(step.rules().on().orElseThrow().text()).isEqualTo("db");
        assertThat(step.rules().condition().orElseThrow()).isInstanceOf(Condition.When.class);
        assertThat(step.rules().timeout()).contains(Duration.ofSeconds(90));
        assertThat(step.rules().retries()).isEqualTo(3);
        assertThat(step.rules().repeatable()
                        && step.rules().sensitive()
                        && step.rules().pointOfNoReturn())
                .isTrue();
        Part.Question question = (Part.Question) parts("""
                <!-- slipway: gate role=dba approvals=2 not-requester waive=cto within=2h -->
                1. Read the SQL
                """).getFirst();
        assertThat(question.rules().approvals()).isEqualTo(2);
        assertThat(question.rules().notRequester()).isTrue();
        assertThat(question.rules().within()).contains(Duration.ofHours(2));
    }

    @Test
    void what_the_linter_is_to_pass_over_is_kept_with_its_reason() {
        Allowance allowance = Readings.of("""
                <!-- slipway: allow codes=SW101,SW214 because="it is a rehearsal" -->
                <!-- slipway: step id=a -->
                ```bash
                true
                ```
                """).runbook().allowances().getFirst();
        assertThat(Readings.names(allowance.codes())).containsExactly("SW101", "SW214");
        assertThat(allowance.because()).isEqualTo("it is a rehearsal");
        assertThat(allowance.covers()).hasToString("book.md:9:1");
    }

    @Test
    void a_section_is_found_by_its_id_and_by_its_anchor() {
        Runbook runbook = Readings.of("## Back up\n\n<!-- slipway: section id=backup -->\n\n## Twice\n\n## Twice\n")
                .runbook();
        assertThat(runbook.section("backup")).isPresent().isEqualTo(runbook.section("back-up"));
        assertThat(runbook.section("twice")).isEmpty();
    }

    @Test
    void the_title_is_the_front_matter_s_else_the_first_heading_s_else_the_file_s() {
        assertThat(title("---\ntitle: Release\n---\n# Deployment\n")).isEqualTo("Release");
        assertThat(title("## Two\n\n# Deployment `now`\n")).isEqualTo("Deployment now");
        assertThat(title("words\n")).isEqualTo("book.md");
    }

    @Test
    void front_matter_that_is_not_closed_says_so() {
        assertThat(problems("---\nslipway:\n  version: 1\n\n# Title\n"))
                .contains("book.md:1:1  this front matter is not closed\n   End it with a line of ---.");
    }

    @Test
    void front_matter_in_toml_says_so() {
        assertThat(problems("+++\ntitle = 'x'\n+++\n# Title\n"))
                .contains(
                        "book.md:1:1  this front matter is TOML, and Slipway reads YAML\n   Write it between lines of ---.");
    }

    @Test
    void a_document_may_begin_with_a_line() {
        assertThat(Readings.outline(Runbooks.read(Source.of("book.md", "---\n\nwords\n"))))
                .contains("3 prose 1")
                .doesNotContain("not closed");
    }

    @Test
    void a_document_that_is_too_large_is_not_looked_into() {
        assertThat(problems("x".repeat(5_000_001)))
                .isEqualTo("book.md:1:1  this document has more than 5 MB\n   Split it: a section of another file is"
                        + " performed by a link with <!-- slipway: call --> after it.");
    }

    @Test
    void nesting_has_a_limit_that_says_so() {
        assertThat(Readings.problems("> ".repeat(200) + "words\n"))
                .isEqualTo("book.md:7:67  lists and quotes are nested deeper than 32 levels here\n"
                        + "   Nothing below this is read.");
        assertThat(Readings.problems("> ".repeat(30) + "words\n")).isEmpty();
    }

    @Test
    void the_ten_thousand_and_first_step_is_one_too_many() {
        String body = "```bash\ntrue\n```\n".repeat(10_001);
        assertThat(Readings.problems(body))
                .isEqualTo("book.md:30007:1  this document has more than 10,000 steps\n   Split it into several.");
    }

    @Test
    void a_document_that_a_call_leads_to_needs_no_front_matter() {
        for (String front : List.of("", "---\ntitle: Backups\n---\n", "---\njust a line above\n---\n")) {
            Reading reading = Runbooks.readCalled(Source.of("backups.md", front + "# Backups\n"), null);

            assertThat(Readings.problems(reading.problems())).as(front).isEmpty();
            assertThat(reading.runbook().root().all().map(Section::title)).contains("Backups");
        }
    }

    @Test
    void what_else_is_wrong_in_a_document_that_a_call_leads_to_counts() {
        assertThat(called("---\nslipway: 1\n---\n"))
                .isEqualTo(problems("---\nslipway: 1\n---\n"))
                .startsWith("book.md:2:1  'slipway' must be a mapping, not a number");
        assertThat(called("---\ntitle: [\n---\n"))
                .isEqualTo(problems("---\ntitle: [\n---\n"))
                .isNotEmpty();
        assertThat(called("> ".repeat(200) + "words\n"))
                .isEqualTo("book.md:1:67  lists and quotes are nested deeper than 32 levels here\n"
                        + "   Nothing below this is read.");
    }

    @Test
    void a_document_that_a_call_leads_to_shares_what_several_runbooks_share() {
        Source document = Source.of("backups.md", """
                ---
                slipway:
                  version: 1
                  environments: {production: {place: server}}
                  procedures: {backup: {run: [backups]}}
                ---
                # Backups
                """);
        Source shared = Source.of("slipway.yaml", "places: {server: {ssh: deploy@shop-1}}\n");

        assertThat(Readings.problems(Runbooks.readCalled(document, shared).problems()))
                .isEmpty();
        assertThat(Readings.problems(Runbooks.readCalled(document, null).problems()))
                .startsWith("backups.md:4:");
    }

    private static String called(String text) {
        return Readings.problems(
                Runbooks.readCalled(Source.of("book.md", text), null).problems());
    }

    private static Reading read(String resource) {
        return Runbooks.read(Source.of(resource, Cases.text("documents/" + resource)));
    }

    private static int endOfFrontMatter(Reading reading) {
        List<String> lines = reading.runbook().source().lines();
        return 2 + lines.subList(1, lines.size()).indexOf("---");
    }

    private static List<Part> parts(String body) {
        return Readings.of(body)
                .runbook()
                .root()
                .all()
                .flatMap(section -> section.parts().stream())
                .toList();
    }

    private static Step firstStep(String body) {
        return (Step)
                parts(body).stream().filter(Step.class::isInstance).findFirst().orElseThrow();
    }

    private static String title(String text) {
        return Runbooks.read(Source.of("docs/book.md", text)).runbook().title();
    }

    private static String problems(String text) {
        return Readings.problems(Runbooks.read(Source.of("book.md", text)).problems());
    }
}
