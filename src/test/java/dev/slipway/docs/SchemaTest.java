package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Editors that follow the schema underline what Slipway would refuse, and nothing else. */
class SchemaTest {
    private static Data at(Data whole, String... path) {
        Data at = whole;
        for (String key : path) {
            at = Optional.ofNullable(((Data.Mapping) at).entries().get(key)).orElseThrow();
        }
        return at;
    }

    private static Iterable<String> keys(Data mapping) {
        return ((Data.Mapping) mapping).entries().keySet();
    }

    @Test
    void the_schema_of_the_front_matter_has_the_keys_that_are_read() throws IOException {
        Data schema =
                Json.read(Files.readString(Path.of("src/main/resources/dev/slipway/cli/front-matter.schema.json")));

        assertThat(keys(at(schema, "properties", "slipway", "properties")))
                .containsExactlyInAnyOrderElementsOf(Constants.texts("runbook.FrontMatterReader", "KEYS"));
        assertThat(keys(at(schema, "$defs", "environment", "properties")))
                .containsExactlyInAnyOrderElementsOf(Constants.texts("runbook.PlacesReader", "KEYS"));
        List<String> kinds = ((Data.Listing) at(schema, "$defs", "front", "oneOf"))
                .items().stream()
                        .map(kind -> ((Data.Listing) at(kind, "required"))
                                .items()
                                .getFirst()
                                .plain())
                        .toList();
        assertThat(kinds).isEqualTo(Constants.texts("runbook.TrafficReader", "DRIVERS"));
    }
}
