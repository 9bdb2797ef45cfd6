package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Problem;
import dev.slipway.base.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
    private final List<Problem> problems = new ArrayList<>();

    private Yaml read(String text) {
        return YamlReader.read("r.md", text, 1, 1, problems).orElseThrow();
    }

    private static Yaml.Scalar scalar(Yaml mapping, String key) {
        return (Yaml.Scalar) ((Yaml.Mapping) mapping).get(key).orElseThrow();
    }

    @Test
    void values_follow_the_core_schema() {
        Yaml yaml = read("""
                a: 1.10
                b: yes
                c: 12:30:45
                d: 0o17
                e: ~
                f: [true, 'true', -3, 1e3, "x\\ty"]
                g: {h: |-
                }
                """.replace("g: {h: |-\n}", "g:"));
        assertThat(problems).isEmpty();
        assertThat(yaml.data().json())
                .isEqualTo(
                        "{\"a\":1.10,\"b\":\"yes\",\"c\":\"12:30:45\",\"d\":15,\"e\":null,\"f\":[true,\"true\",-3,1E+3,\"x\\ty\"],\"g\":null}");
        assertThat(scalar(yaml, "a").text()).isEqualTo("1.10");
    }

    @Test
    void spans_are_those_of_the_document() {
        Yaml yaml = YamlReader.read("r.md", "a:\n  b: [x, 'y']\nc: 😀 z # end\nd: [😀, q]\n", 10, 3, problems)
                .orElseThrow();
        Yaml.Mapping whole = (Yaml.Mapping) yaml;
        Yaml.Mapping a = (Yaml.Mapping) whole.get("a").orElseThrow();
        Yaml.Listing b = (Yaml.Listing) a.get("b").orElseThrow();
        Yaml.Listing d = (Yaml.Listing) whole.get("d").orElseThrow();
        assertThat(whole.span()).isEqualTo(new Span("r.md", 10, 3, 13, 13));
        assertThat(a.span()).isEqualTo(new Span("r.md", 11, 5, 11, 16));
        assertThat(b.span()).isEqualTo(new Span("r.md", 11, 8, 11, 16));
        assertThat(b.items().get(1).span()).isEqualTo(new Span("r.md", 11, 12, 11, 15));
        assertThat(scalar(whole, "c").span()).isEqualTo(new Span("r.md", 12, 6, 12, 10));
        assertThat(d.items().get(1).span()).isEqualTo(new Span("r.md", 13, 11, 13, 12));
    }

    @Test
    void a_block_of_text_ends_with_its_last_line() {
        Yaml yaml = read("a: |\n  one\n  two\n\nb: 1\n");
        assertThat(scalar(yaml, "a").text()).isEqualTo("one\ntwo\n");
        assertThat(scalar(yaml, "a").written()).isEqualTo("|\n  one\n  two");
        assertThat(scalar(yaml, "a").span()).isEqualTo(new Span("r.md", 1, 4, 3, 6));
    }

    @Test
    void nothing_but_comments_is_no_value_and_no_problem() {
        assertThat(YamlReader.read("r.md", "# nothing\n\n", 1, 1, problems)).isEmpty();
        assertThat(problems).isEmpty();
    }
}
