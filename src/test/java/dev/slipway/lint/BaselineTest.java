package dev.slipway.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Findings that are known keep silent, wherever their lines have moved. */
class BaselineTest {
    private static final String DOCUMENT = "# Release\n\n```bash\nsleep 30\n```\n";

    @Test
    void what_is_known_is_silent_after_its_line_has_moved() {
        Baseline known = Baseline.read(Baseline.written(findings(DOCUMENT))).orElseThrow();

        assertThat(known.without(findings("An introduction.\n\n" + DOCUMENT))).isEmpty();
    }

    @Test
    void the_same_mistake_made_once_more_is_new() {
        Baseline known = Baseline.read(Baseline.written(findings(DOCUMENT))).orElseThrow();

        assertThat(known.without(findings(DOCUMENT + "\n```bash\nsleep 30\n```\n")))
                .hasSize(1);
    }

    @Test
    void another_text_is_no_baseline() {
        assertThat(Baseline.read("SW301 deploy.md\n")).isEmpty();
    }

    private static List<Finding> findings(String text) {
        return Linter.look(new Source("x.md", text)).findings();
    }
}
