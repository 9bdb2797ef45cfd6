package dev.slipway.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.slipway.main.Typed.Said;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** What others read by a schema is right by that schema, in the eyes of a validator that is not ours. */
class SchemasTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FENCE = Pattern.compile("(?ms)^```yaml\n(.*?)^```$");

    /** OASIS's own, out of a library that generates its classes from it. */
    private static final Schema SARIF = sarif();

    private static final String OURS = "https://slipway.invalid/schema";
    private static final Schema FRONT = schema("");
    private static final Schema STEPS = schema("#/$defs/step");

    @TempDir
    private Path folder;

    @Test
    void every_finding_of_the_documents_in_sarif_is_valid_by_the_standard_s_schema() {
        Said said = new Typed(Path.of("").toAbsolutePath(), "anna")
                .slipway("lint", "src/test/resources/runbook/documents", "examples", "--format", "sarif");

        JsonNode log = JSON.readTree(said.out());

        assertThat(SARIF.validate(log)).isEmpty();
        assertThat(log.at("/runs/0/results").size()).isGreaterThan(200);
        assertThat(log.at("/runs/0/tool/driver/rules").size()).isGreaterThan(90);
    }

    @Test
    void names_that_need_quoting_make_no_invalid_place() throws IOException {
        Files.writeString(folder.resolve("größe [1] 100%: a#b.md"), "```bash\nsleep 30\n```\n");

        Said said = new Typed(folder, "anna").slipway("lint", ".", "--format", "sarif");

        assertThat(SARIF.validate(JSON.readTree(said.out()))).isEmpty();
    }

    @Test
    void the_validator_would_have_noticed() {
        Said said = new Typed(Path.of("").toAbsolutePath(), "anna")
                .slipway("lint", "src/test/resources/runbook/documents/planner.md", "--format", "sarif");
        ObjectNode wrong = (ObjectNode) JSON.readTree(said.out());

        ((ObjectNode) wrong.at("/runs/0/results/0")).remove("message");
        ((ObjectNode) wrong.at("/runs/0/results/0/locations/0/physicalLocation/region")).put("startLine", 0);
        ((ObjectNode) wrong.at("/runs/0/tool/driver")).put("colour", "blue");

        assertThat(SARIF.validate(wrong))
                .extracting(Error::getKeyword)
                .contains("required", "minimum", "additionalProperties");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_front_matter_of_an_example_is_valid_by_the_schema_that_editors_get(Path runbook) throws IOException {
        Map<?, ?> given = frontMatter(Files.readString(runbook));

        assertThat(FRONT.validate(JSON.<JsonNode>valueToTree(given))).isEmpty();
    }

    @Test
    void front_matter_that_slipway_refuses_is_underlined() throws IOException {
        String text = Files.readString(Path.of("examples/planner/runbook.md"));
        Map<?, ?> given = frontMatter(text.replace("  service: planner", "  servise: planner")
                .replace("run: [rollback-steps]", "run: rollback-steps"));

        assertThat(FRONT.validate(JSON.<JsonNode>valueToTree(given)))
                .extracting(error -> error.getInstanceLocation() + " " + error.getKeyword())
                .contains("/slipway additionalProperties", "/slipway/procedures/rollback/run type");
    }

    @ParameterizedTest
    @MethodSource("typedSteps")
    void a_typed_step_that_slipway_takes_is_valid_by_the_schema_that_editors_get(String yaml) {
        assertThat(STEPS.validate(JSON.<JsonNode>valueToTree(read(yaml)))).isEmpty();
    }

    @Test
    void a_typed_step_that_slipway_refuses_is_underlined() {
        for (String wrong : List.of(
                "check.http: {ulr: 'http://localhost'}",
                "check.http: {url: 'http://localhost', status: often}",
                "check.htp: {url: 'http://localhost'}",
                "deploy.process: {name: shop}")) {
            assertThat(STEPS.validate(JSON.<JsonNode>valueToTree(read(wrong))))
                    .as(wrong)
                    .isNotEmpty();
        }
    }

    /** Of every example, of the manual, and of each action's own page. */
    static Stream<String> typedSteps() throws IOException {
        List<String> all = new ArrayList<>();
        ShippedActions.ALL.actions().forEach(action -> all.add(action.example()));
        List<Path> pages = new ArrayList<>(examples());
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher fence = FENCE.matcher(Files.readString(page));
            while (fence.find()) {
                String yaml = fence.group(1);
                String first = yaml.lines()
                        .filter(line -> !line.startsWith("#"))
                        .findFirst()
                        .orElse("");
                if (ShippedActions.ALL.find(first.replaceFirst(":.*", "")).isPresent()) {
                    all.add(yaml);
                }
            }
        }
        return all.stream();
    }

    /** What editors get. */
    private static Schema schema(String part) {
        String schema = new Typed(Path.of("").toAbsolutePath(), "anna")
                .slipway("schema")
                .out();
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(OURS, schema)))
                .getSchema(SchemaLocation.of(OURS + part));
    }

    private static Object read(String yaml) {
        return Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    private static Map<?, ?> frontMatter(String document) {
        String yaml = document.substring(4, document.indexOf("\n---\n", 4));
        return (Map<?, ?>) read(yaml);
    }

    private static Schema sarif() {
        try (InputStream schema = SchemasTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Objects.requireNonNull(schema), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("examples"), 2)) {
            return files.filter(file -> file.endsWith("runbook.md")).sorted().toList();
        }
    }
}
