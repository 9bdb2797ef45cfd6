package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.base.Source;
import dev.slipway.lint.Linter;
import dev.slipway.operations.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the schema of SARIF 2.1.0 requires of a log, its run, its rules and its results, of all findings of a document. */
class FindingSarifTest {
    private static final String DOCUMENT = """
            # Release 部署

            ```bash
            git checkout <tag>
            sleep 30
            docker-compose down -v
            ```
            """;

    private final Data.Mapping log = (Data.Mapping) Json.read(FindingSarif.of(
                    Linter.look(new Source("docs/my release.md", DOCUMENT)).findings())
            .json());
    private final Data.Mapping run = (Data.Mapping) items(log, "runs").getFirst();

    @Test
    void the_log_says_its_version() {
        assertThat(text(log, "version")).isEqualTo("2.1.0");
        assertThat(text(log, "$schema")).isEqualTo("https://json.schemastore.org/sarif-2.1.0.json");
        assertThat(items(log, "runs")).hasSize(1);
    }

    @Test
    void the_tool_has_a_name_and_rules_with_ids_of_their_own() {
        Data.Mapping driver = mapping(mapping(run, "tool"), "driver");
        Set<String> ids = new HashSet<>();

        assertThat(text(driver, "name")).isEqualTo("Slipway");
        for (Data rule : items(driver, "rules")) {
            assertThat(ids.add(text((Data.Mapping) rule, "id"))).isTrue();
            assertThat(text(mapping((Data.Mapping) rule, "shortDescription"), "text"))
                    .isNotBlank();
        }
    }

    @Test
    void each_result_has_a_message_a_known_rule_and_a_region_in_its_file() {
        List<Data> rules = items(mapping(mapping(run, "tool"), "driver"), "rules");

        assertThat(items(run, "results")).hasSizeGreaterThanOrEqualTo(3);
        for (Data each : items(run, "results")) {
            Data.Mapping result = (Data.Mapping) each;
            assertThat(text(mapping(result, "message"), "text")).isNotBlank();
            assertThat(text(result, "level")).isIn("error", "warning", "note");
            Data rule = rules.get(number(result, "ruleIndex"));
            assertThat(text((Data.Mapping) rule, "id")).isEqualTo(text(result, "ruleId"));
            Data.Mapping place =
                    mapping((Data.Mapping) items(result, "locations").getFirst(), "physicalLocation");
            assertThat(text(mapping(place, "artifactLocation"), "uri")).isEqualTo("docs/my%20release.md");
            Data.Mapping region = mapping(place, "region");
            assertThat(number(region, "startLine")).isPositive();
            assertThat(number(region, "startColumn")).isPositive();
            assertThat(number(region, "endLine")).isGreaterThanOrEqualTo(number(region, "startLine"));
        }
    }

    private static Data.Mapping mapping(Data.Mapping in, String key) {
        return (Data.Mapping) at(in, key);
    }

    private static List<Data> items(Data.Mapping in, String key) {
        return ((Data.Listing) at(in, key)).items();
    }

    private static String text(Data.Mapping in, String key) {
        return at(in, key).plain();
    }

    private static int number(Data.Mapping in, String key) {
        return ((Data.Num) at(in, key)).value().intValue();
    }

    private static Data at(Data.Mapping in, String key) {
        return Objects.requireNonNull(in.entries().get(key), key);
    }
}
