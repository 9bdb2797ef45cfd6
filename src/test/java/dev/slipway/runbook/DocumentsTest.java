package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    @Test
    void a_text_in_utf_8_is_decoded_without_its_mark_and_with_lf() {
        byte[] bytes = "\uFEFF# Füße\r\nx\ry".getBytes(StandardCharsets.UTF_8);
        assertThat(Documents.decode("a.md", bytes))
                .isInstanceOfSatisfying(
                        Documents.Decoded.Text.class,
                        text -> assertThat(text.source().text()).isEqualTo("# Füße\nx\ny"));
    }

    @Test
    void a_byte_that_is_not_utf_8_is_named_at_its_place() {
        byte[] bytes = "# One\r\nF\u00fc".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refused("a.md", bytes))
                .isEqualTo("a.md:2:2  the byte 0xFC here is not UTF-8\n   Save the file as UTF-8.");
    }

    @Test
    void a_character_that_is_cut_off_at_the_end_is_a_problem() {
        assertThat(refused("a.md", new byte[] {'a', (byte) 0xE2, (byte) 0x82}))
                .isEqualTo("a.md:1:2  the byte 0xE2 here is not UTF-8\n   Save the file as UTF-8.");
    }

    @Test
    void a_document_may_have_five_megabytes_and_not_one_byte_more() {
        assertThat(Documents.decode("a.md", new byte[5_000_000])).isInstanceOf(Documents.Decoded.Text.class);
        assertThat(refused("a.md", new byte[5_000_001]))
                .isEqualTo(
                        "a.md:1:1  this document has more than 5 MB\n   Split it: a section of another file is performed by"
                                + " a link with <!-- slipway: call --> after it.");
    }

    @Test
    void an_mdx_document_is_no_runbook() {
        assertThat(refused("guide.MDX", "# A".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        "guide.MDX:1:1  an MDX document cannot be a runbook: MDX refuses HTML comments, and directives are"
                                + " such\n   Keep the runbook in a file that ends in .md.");
    }

    private static String refused(String file, byte[] bytes) {
        return switch (Documents.decode(file, bytes)) {
            case Documents.Decoded.Refused refused -> refused.problem().toString();
            case Documents.Decoded.Text _ -> "decoded";
        };
    }
}
