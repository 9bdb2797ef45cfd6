package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Found by the fuzzer (seed 333497857): the YAML engine reads by buffers of 1024 characters. */
class YamlBufferTest {

    @ParameterizedTest
    @ValueSource(ints = {1021, 1022, 1023, 1024, 1025, 1026, 2047, 2048, 2049})
    void a_character_of_two_units_may_stand_anywhere(int offset) {
        String text = "#" + "x".repeat(offset - 2) + "\n🚢: ship\n" + "#".repeat(3000);
        List<Problem> problems = new ArrayList<>();

        assertThat(YamlReader.read("a.yaml", text, 1, 1, problems)).isPresent();
        assertThat(problems).isEmpty();
    }
}
