package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.main.Typed.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code slipway lint}, as somebody types it. */
class LintCommandTest {
    private static final String DOCUMENT = """
            # Release

            ```bash
            systemctl restart shop
            sleep 30
            docker-compose ps
            docker-compose images
            ```
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("deploy.md"), DOCUMENT);
    }

    @Test
    void a_finding_says_where_what_happens_and_what_to_do() {
        Said said = lint("deploy.md");

        assertThat(said.exit()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).isEqualTo("""
                deploy.md:5  warning SW301  a fixed sleep stands where readiness should be awaited
                    sleep 30
                  On a slow day the next step meets a service that is not up, on every other day
                  everybody waits for nothing.
                  Poll until it answers, with a deadline: check.http, wait.for, docker compose
                  up --wait, kubectl rollout status --timeout.

                deploy.md:6  note SW110  docker-compose is version 1, which is no longer maintained
                    docker-compose ps
                  Also in line 7.
                  New machines do not have it: the step fails there with 'command not found'.
                  Write docker compose.

                0 errors, 1 warning, 2 notes in 1 document. What one means: slipway lint --explain SW301
                """);
    }

    @Test
    void the_exit_status_is_that_of_fail_on() {
        assertThat(lint("deploy.md", "--fail-on", "warning").exit()).isEqualTo(1);
        assertThat(lint("deploy.md", "--fail-on", "error").exit()).isZero();
        assertThat(lint("deploy.md", "--fail-on", "never").exit()).isZero();
    }

    @Test
    void json_is_one_object() {
        Said said = lint("deploy.md", "--format", "json");

        assertThat(said.out().lines()).hasSize(1);
        assertThat(said.out()).startsWith("""
                {"findings":[{"code":"SW301","severity":"warning","file":"deploy.md","line":5,"column":1,"endLine":5,"text":"sleep 30","message":"A fixed sleep""");
    }

    @Test
    void sarif_has_what_code_hosts_need() {
        Said said = lint("deploy.md", "--format", "sarif");

        assertThat(said.out())
                .startsWith(
                        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":"
                                + "{\"driver\":{\"name\":\"Slipway\",\"rules\":[")
                .contains(
                        "\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"deploy.md\"},\"region\":{\"startLine\":5,\"startColumn\":1,"
                                + "\"endLine\":5,\"endColumn\":9,\"snippet\":{\"text\":\"sleep 30\"}}}");
    }

    @Test
    void a_wrong_allowance_is_said_before_what_was_found() throws IOException {
        Files.writeString(folder.resolve("wrong.md"), """
                <!-- slipway: allow codes=SW391 because="so" -->

                ```bash
                sleep 30
                ```
                """);

        Said said = new Typed(folder, "anna").slipway("lint", "wrong.md");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err())
                .startsWith("wrong.md:1:27  no rule has the code SW391")
                .contains("Did you mean 'SW301'?");
        assertThat(said.out()).startsWith("wrong.md:4  warning SW301");
    }

    @Test
    void a_file_that_is_no_text_keeps_nobody_from_the_others() throws IOException {
        Files.write(folder.resolve("bin.md"), new byte[] {'a', (byte) 0xB6, 0});

        Said said = lint(".");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).isEqualTo("""
                bin.md:1:2  the byte 0xB6 here is not UTF-8
                   Save the file as UTF-8.

                1 problem. The rest was looked at.
                """);
        assertThat(said.out()).startsWith("deploy.md:5  warning SW301").endsWith("lint --explain SW301\n");
    }

    @Test
    void a_file_that_nobody_may_read_keeps_nobody_from_the_others() throws IOException {
        Path shut = Files.writeString(folder.resolve("shut.md"), "# Shut\n");
        Files.setPosixFilePermissions(shut, Set.of());
        assumeThat(Files.isReadable(shut))
                .as("whoever runs the tests may read everything")
                .isFalse();

        Said said = lint(".");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).startsWith("shut.md:1:1  this file cannot be read: permission denied");
        assertThat(said.out()).startsWith("deploy.md:5  warning SW301");
    }

    @Test
    void a_folder_is_linted_whole_but_not_what_others_wrote() throws IOException {
        Files.createDirectories(folder.resolve("docs/node_modules/x"));
        Files.writeString(folder.resolve("docs/b.md"), "# B\n");
        Files.writeString(folder.resolve("docs/node_modules/x/README.md"), DOCUMENT);

        assertThat(lint("docs").out()).isEqualTo("Nothing found in 1 document.\n");
    }

    @Test
    void known_findings_are_silent() {
        assertThat(lint("deploy.md", "--write-baseline", "known", "--format", "json")
                        .exit())
                .isZero();

        assertThat(lint("deploy.md", "--baseline", "known", "--fail-on", "note").out())
                .isEqualTo("Nothing found in 1 document.\n");
    }

    @Test
    void a_code_is_explained_with_its_examples() {
        assertThat(lint("--explain", "sw302").out())
                .startsWith("SW302  error  sleep lacks its number\n\n")
                .contains("  Wrong:\n\n    for try in 1 2 3; do\n")
                .endsWith("    <!-- slipway: allow codes=SW302 because=\"…\" -->\n");
    }

    @Test
    void a_fix_is_shown_first_and_written_when_somebody_says_yes() throws IOException {
        Path file = folder.resolve("deploy.md");
        String before =
                "# R\r\n\r\n```bash\r\ncurl localhost:80/health\r\ndocker-compose exec db psql -f - < /dev/null\r\n```\r\n";
        Files.writeString(file, before);

        Said shown = lint("deploy.md", "--fix");

        assertThat(shown.out()).isEqualTo("""
                --- deploy.md
                +++ deploy.md
                @@ -4 +4 @@
                -curl localhost:80/health
                +curl -f localhost:80/health
                @@ -5 +5 @@
                -docker-compose exec db psql -f - < /dev/null
                +docker compose exec -T db psql -f - < /dev/null
                Nothing is written yet: slipway lint --fix --yes writes it.
                """);
        assertThat(Files.readString(file)).isEqualTo(before);

        assertThat(lint("deploy.md", "--fix", "--yes").out()).endsWith("Written.\n");
        assertThat(Files.readString(file))
                .isEqualTo(before.replace("curl", "curl -f").replace("docker-compose exec", "docker compose exec -T"));
    }

    @Test
    void unknown_words_are_told_with_the_nearest() {
        assertThat(lint("--explain", "SW998").err()).startsWith("slipway: no rule has the code 'SW998'\n");
        assertThat(lint("deploy.md", "--format", "sarfi").err()).isEqualTo("""
                        slipway: '--format' cannot be 'sarfi'
                           It is one of: text, json, sarif. Did you mean 'sarif'?
                        """);
        assertThat(lint("deploi.md").err()).isEqualTo("slipway: there is no file deploi.md\n");
        assertThat(lint().err()).startsWith("slipway: slipway lint needs FILE or DIR\n");
    }

    @Test
    void a_mistake_in_an_allowance_ends_with_two() throws IOException {
        Files.writeString(
                folder.resolve("deploy.md"),
                "# R\n\n<!-- slipway: allow codes=SW999 because=\"so\" -->\n\n```bash\nsystemctl restart shop\n```\n");

        Said said = lint("deploy.md");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).startsWith("deploy.md:3:27  no rule has the code SW999\n");
    }

    private Said lint(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "lint";
        System.arraycopy(words, 0, all, 1, words.length);
        return new Typed(folder, "anna").slipway(all);
    }
}
