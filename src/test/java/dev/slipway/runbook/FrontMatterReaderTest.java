package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrontMatterReaderTest {
    private static final String PLANNER = """
            ---
            title: Planner production release
            layout: page
            slipway:
              version: 1
              service: planner
              environments:
                staging:    {place: here}
                production: {place: server, dotenv: .env.production}
                drill:      {place: spare, places: {spare: {ssh: deploy@spare}}}
                local:
              places:
                server: {ssh: deploy@planner-1, dir: /srv/planner}
                db:     {compose: db, at: server}
                web:    [{ssh: deploy@web-1}, {ssh: deploy@web-2}]
              inputs:
                version: {description: Git tag to release, pattern: 'v\\d+\\.\\d+\\.\\d+'}
                migrate: {type: boolean, default: true}
                option:  {one-of: [compose, kubernetes]}
                package: {default: '/deploy/${inputs.version}'}
                token:   {ask: late}
                short:
                count:   number
                note:    {default: ''}
              env:
                SECRET_KEY:   {from: dotenv, secret: true, min-length: 50}
                DATABASE_URL: {url: postgresql}
                API_TOKEN:    {from: 'command: pass show planner/token', secret: true}
                PGPASSWORD:   {from: 'file: /etc/planner/password'}
                PATH:
                RAILS_ENV:    {default: '${environment}', optional: false}
                CERTIFICATE:  {from: 'systemd: certificate'}
              procedures:
                release:
                  before: [pre-deployment-checklist, create-backup]
                  run:    [standard-deployment-procedure]
                  after:  [post-deployment-tasks]
                  on-failure: rollback
                rollback:
                  run: [rollback-steps]
                  inputs: {to: {default: '${previous.release.inputs.version}'}, migrate: {}}
                database-lost: {run: [database-connection-lost], lock: none, on-failure: pause}
                memory: {run: [4-memory, 日本語, _x], on-failure: go-on}
              roles: {release-manager: [anna, ben]}
              metrics: {error_rate: {from: access-log}}
            ---
            """;

    private final List<Problem> problems = new ArrayList<>();

    private FrontMatter read(String document, Optional<Source> shared) {
        Source source = Source.of("runbook.md", document);
        int end = source.lines().subList(1, source.lines().size()).indexOf("---") + 2;
        return FrontMatterReader.read(source, 2, end, shared.orElse(null), problems);
    }

    private static List<String> texts(List<Phrase> phrases) {
        return phrases.stream().map(Phrase::text).toList();
    }

    private static FrontMatter.Input input(FrontMatter front, String name) {
        return front.inputs().stream()
                .filter(each -> each.name().text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static FrontMatter.Variable variable(FrontMatter front, String name) {
        return front.env().stream()
                .filter(each -> each.name().text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static FrontMatter.Procedure procedure(FrontMatter front, String name) {
        return front.procedures().stream()
                .filter(each -> each.name().text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_right_front_matter_has_no_problems() {
        FrontMatter front = read(PLANNER, Optional.empty());
        assertThat(problems).isEmpty();
        assertThat(front.title()).map(Phrase::text).contains("Planner production release");
        assertThat(front.service()).map(Phrase::text).contains("planner");
        assertThat(front.span()).isEqualTo(new Span("runbook.md", 4, 1, 4, 8));
    }

    @Test
    void environments_and_places_are_read() {
        FrontMatter front = read(PLANNER, Optional.empty());
        assertThat(front.environments())
                .extracting(
                        each -> each.name().text(),
                        each -> each.place().map(Phrase::text),
                        each -> each.dotenv().map(Phrase::text))
                .containsExactly(
                        tuple("staging", Optional.of("here"), Optional.empty()),
                        tuple("production", Optional.of("server"), Optional.of(".env.production")),
                        tuple("drill", Optional.of("spare"), Optional.empty()),
                        tuple("local", Optional.empty(), Optional.empty()));
        assertThat(front.places()).extracting(each -> each.name().text()).containsExactly("server", "db", "web");
    }

    @Test
    void inputs_have_types_rules_and_defaults() {
        FrontMatter front = read(PLANNER, Optional.empty());
        assertThat(input(front, "version").description()).isEqualTo("Git tag to release");
        assertThat(input(front, "version").pattern()).map(Phrase::text).contains("v\\d+\\.\\d+\\.\\d+");
        assertThat(input(front, "migrate").type()).isEqualTo(FrontMatter.InputType.BOOLEAN);
        assertThat(input(front, "migrate").standard().orElseThrow().data().plain())
                .isEqualTo("true");
        assertThat(texts(input(front, "option").oneOf())).containsExactly("compose", "kubernetes");
        assertThat(input(front, "token").late()).isTrue();
        assertThat(input(front, "short").type()).isEqualTo(FrontMatter.InputType.TEXT);
        assertThat(input(front, "count").type()).isEqualTo(FrontMatter.InputType.NUMBER);
        assertThat(input(front, "note").standard().orElseThrow().data().plain()).isEmpty();
    }

    @Test
    void variables_have_origins_and_rules() {
        FrontMatter front = read(PLANNER, Optional.empty());
        assertThat(variable(front, "SECRET_KEY").secret()).contains(true);
        assertThat(variable(front, "SECRET_KEY").minLength()).contains(50);
        assertThat(variable(front, "DATABASE_URL").url()).map(Phrase::text).contains("postgresql");
        assertThat(variable(front, "API_TOKEN").from()).map(Phrase::text).contains("command: pass show planner/token");
        assertThat(variable(front, "PATH").from()).isEmpty();
        assertThat(variable(front, "PATH").secret()).isEmpty();
    }

    @Test
    void procedures_name_sections_and_what_a_failure_leads_to() {
        FrontMatter front = read(PLANNER, Optional.empty());
        FrontMatter.Procedure release = procedure(front, "release");
        assertThat(texts(release.before())).containsExactly("pre-deployment-checklist", "create-backup");
        assertThat(release.onFailure())
                .isInstanceOfSatisfying(
                        FrontMatter.OnFailure.Perform.class,
                        perform -> assertThat(perform.procedure().text()).isEqualTo("rollback"));
        assertThat(release.lock()).isTrue();
        assertThat(procedure(front, "database-lost").lock()).isFalse();
        assertThat(procedure(front, "database-lost").onFailure()).isEqualTo(new FrontMatter.OnFailure.Pause());
        assertThat(texts(procedure(front, "memory").run())).containsExactly("4-memory", "日本語", "_x");
        assertThat(procedure(front, "memory").onFailure()).isEqualTo(new FrontMatter.OnFailure.GoOn());
    }

    @Test
    void a_procedure_gives_inputs_of_its_own_and_other_defaults() {
        FrontMatter.Procedure rollback = procedure(read(PLANNER, Optional.empty()), "rollback");
        assertThat(rollback.inputs())
                .extracting(each -> each.name().text(), FrontMatter.InputDefault::type)
                .containsExactly(
                        tuple("to", FrontMatter.InputType.TEXT), tuple("migrate", FrontMatter.InputType.BOOLEAN));
    }

    @Test
    void what_later_floors_read_is_kept_as_written() {
        assertThat(read(PLANNER, Optional.empty()).kept().get("metrics"))
                .isInstanceOfSatisfying(
                        Yaml.Mapping.class,
                        metrics -> assertThat(metrics.data().json())
                                .isEqualTo("{\"error_rate\":{\"from\":\"access-log\"}}"));
    }

    @Test
    void shared_parts_join_those_of_the_runbook() {
        Source shared = Source.of("slipway.yaml", """
                version: 1
                places: {cache: {ssh: deploy@cache}}
                roles: {dba: [carl]}
                stores: {backups: {folder: /var/backups, recipients: none, keep: {last: 7, daily: 14}}}
                traffic: {web: {embedded: proxy.sock, url: 'http://127.0.0.1:8080'}}
                """);
        FrontMatter front = read(PLANNER.replace("{place: here}", "{place: cache}"), Optional.of(shared));
        assertThat(problems).isEmpty();
        assertThat(front.places())
                .extracting(each -> each.name().text())
                .containsExactly("server", "db", "web", "cache");
        assertThat(front.places().getLast().name().span().file()).isEqualTo("slipway.yaml");
        assertThat(front.traffic())
                .extracting(each -> each.name().text() + " " + each.driver().text())
                .containsExactly("web embedded");
        assertThat(front.roles()).extracting(each -> each.name().text()).containsExactly("release-manager", "dba");
        assertThat(front.kept()).containsOnlyKeys("metrics");
        assertThat(front.depots()).singleElement().satisfies(store -> {
            assertThat(store.name().text()).isEqualTo("backups");
            assertThat(store.storage()).isEqualTo(new Storage.Folder("/var/backups"));
            assertThat(store.recipients()).isEmpty();
            assertThat(store.keep()).containsExactlyInAnyOrderEntriesOf(Map.of("last", 7, "daily", 14));
        });
    }

    @Test
    void keys_of_other_tools_are_left_alone() {
        read(
                "---\ntitle: 2024\ntags: [a, b]\nparams: {draft: true}\nslipway: {version: 1, procedures: {x: {run: [y]}}}\n---\n",
                Optional.empty());
        assertThat(problems).isEmpty();
    }

    @Test
    void mutations_of_a_right_front_matter_never_end_in_an_exception() {
        String spice = "{}[]:,'\"|>&*!%@`#-? \n\t\\$~</_0";
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder(PLANNER);
            for (int i = 0; i <= round % 3; i++) {
                int at = 4 + random.nextInt(text.length() - 9);
                char other = spice.charAt(random.nextInt(spice.length()));
                switch (random.nextInt(4)) {
                    case 0 -> text.insert(at, other);
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.setCharAt(at, other);
                    default -> text.delete(at, Math.min(text.length() - 5, at + random.nextInt(40)));
                }
            }
            read(
                    text.toString().replace("\n---", "\n---\n---"),
                    Optional.of(Source.of("slipway.yaml", "roles: {a: [b]}")));
        }
        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.says())
                        .isNotBlank()
                        .doesNotEndWith(".")
                        .doesNotContain("tag:yaml.org"));
    }

    @Test
    void a_front_matter_as_large_as_it_may_be_is_read_within_a_second() {
        StringBuilder text = new StringBuilder("---\nslipway:\n  version: 1\n  places:\n");
        for (int i = 0; i < 1_000; i++) {
            text.append("    p").append(i).append(": {ssh: a}\n");
        }
        text.append("  environments:\n");
        for (int i = 0; i < 900; i++) {
            text.append("    e").append(i).append(": {place: q").append(i).append("}\n");
        }
        String whole = text.append("  procedures: {a: {run: [b]}}\n---\n").toString();
        Effort.isUnderASecond(() -> read(whole, Optional.empty()));
        assertThat(problems).hasSize(900);
    }
}
