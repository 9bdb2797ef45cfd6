package dev.slipway.actions.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.FakeSite;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlagsSetTest {
    private static final String FLAGS = """
            {
              "flags": {
                "checkout": {
                  "state": "ENABLED",
                  "variants": {"on": true, "off": false},
                  "defaultVariant": "on"
                },
                "colour": {"state": "ENABLED", "variants": {"r": "red", "b": "blue"}, "defaultVariant": "r",
                  "targeting": {"if": [{"==": [{"var": "targetingKey"}, "ann"]}, "b"]}}
              }
            }
            """;

    @TempDir
    Path folder;

    private final FlagsSet action = new FlagsSet();

    @BeforeEach
    void a_file() throws IOException {
        Files.writeString(file(), FLAGS);
    }

    @Test
    void a_flag_is_switched_and_switched_back() throws Exception {
        FakeSite site = site();

        assertThat(action.perform(variant("checkout", "off"), site))
                .isEqualTo(new Outcome.Succeeded("checkout is off", Map.of()));
        assertThat(file()).hasContent(FLAGS.replace("\"defaultVariant\": \"on\"", "\"defaultVariant\": \"off\""));
        assertThat(action.look(variant("checkout", "off"), site)).isEqualTo(new Sighting.Applied(Map.of()));
        assertThat(action.undo(variant("checkout", "off"), site))
                .isEqualTo(new Outcome.Succeeded("the former file is in its place", Map.of()));
        assertThat(file()).hasContent(FLAGS);
        assertThat(action.look(variant("checkout", "off"), site)).isEqualTo(new Sighting.Absent());
    }

    @Test
    void what_is_not_there_is_told_with_the_nearest_name() throws Exception {
        assertThat(action.perform(variant("chekout", "off"), site()))
                .isEqualTo(new Outcome.Failed("there is no flag chekout in flags.json: did you mean 'checkout'"));
        assertThat(action.perform(variant("checkout", "of"), site()))
                .isEqualTo(new Outcome.Failed("'of' is no variant of checkout: did you mean 'on'; it has on, off"));
        assertThat(file()).hasContent(FLAGS);
    }

    @Test
    void rules_that_would_win_over_the_variant_have_to_be_spoken_of() throws Exception {
        assertThat(action.perform(variant("colour", "b"), site()))
                .isEqualTo(new Outcome.Failed(
                        "colour has rules, which win over its variant: say 'rules: keep' or 'rules: remove'"));
        assertThat(action.perform(with("colour", "b", FlagsSet.Rules.KEEP), site()))
                .isEqualTo(new Outcome.Succeeded("colour is b, where its rules do not say otherwise", Map.of()));
        assertThat(action.perform(with("colour", "r", FlagsSet.Rules.REMOVE), site()))
                .isEqualTo(new Outcome.Succeeded("colour is r", Map.of()));
        assertThat(Files.readString(file())).contains("\"targeting\": {}}");
    }

    @Test
    void a_flag_is_disabled_as_a_whole() throws Exception {
        FlagsSet.Switch off = new FlagsSet.Switch(
                "flags.json", "colour", Optional.empty(), Optional.of(FlagsSet.State.DISABLED), Optional.empty());

        assertThat(action.perform(off, site())).isEqualTo(new Outcome.Succeeded("colour is disabled", Map.of()));
    }

    @Test
    void a_file_that_nobody_could_serve_is_not_touched() throws Exception {
        Files.writeString(file(), FLAGS.replace("\"==\"", "\"fractional\""));

        assertThat(action.perform(variant("checkout", "off"), site()))
                .isEqualTo(new Outcome.Failed(
                        "flags.json:9:28 the operator 'fractional' is flagd's, and is not known here"));
    }

    private Path file() {
        return folder.resolve("flags.json");
    }

    private FakeSite site() {
        return new FakeSite(new LocalPlace(folder.resolve("state"), folder));
    }

    private static FlagsSet.Switch variant(String flag, String variant) {
        return new FlagsSet.Switch("flags.json", flag, Optional.of(variant), Optional.empty(), Optional.empty());
    }

    private static FlagsSet.Switch with(String flag, String variant, FlagsSet.Rules rules) {
        return new FlagsSet.Switch("flags.json", flag, Optional.of(variant), Optional.empty(), Optional.of(rules));
    }
}
