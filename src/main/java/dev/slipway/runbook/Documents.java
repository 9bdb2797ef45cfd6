package dev.slipway.runbook;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** From the bytes of a file to a text that can be read as a runbook. */
public final class Documents {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Documents() {}

    /** What decoding gave. */
    public sealed interface Decoded {
        record Text(Source source) implements Decoded {}

        record Refused(Problem problem) implements Decoded {}
    }

    /** Strict UTF-8; a byte order mark is dropped, and every line end becomes LF. */
    public static Decoded decode(String file, byte[] bytes) {
        Optional<Problem> refusal = refusal(file, bytes.length);
        if (refusal.isPresent()) {
            return new Decoded.Refused(refusal.get());
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult ending = decoder.decode(in, out, true);
        out.flip();
        if (ending.isError()) {
            return new Decoded.Refused(notUtf8(file, out.toString(), bytes[in.position()]));
        }
        return new Decoded.Text(Source.of(file, withoutMark(out.toString())));
    }

    /** Why a file cannot be a runbook, before anybody looks into it. */
    static Optional<Problem> refusal(String file, long length) {
        if (file.toLowerCase(Locale.ROOT).endsWith(".mdx")) {
            return Optional.of(new Problem(
                    Span.point(file, 1, 1),
                    "an MDX document cannot be a runbook: MDX refuses HTML comments, and directives are such",
                    "Keep the runbook in a file that ends in .md."));
        }
        if (length > Limits.DOCUMENT_BYTES) {
            return Optional.of(
                    new Problem(
                            Span.point(file, 1, 1),
                            "this document has more than 5 MB",
                            "Split it: a section of another file is performed by a link with <!-- slipway: call --> after it."));
        }
        return Optional.empty();
    }

    private static Problem notUtf8(String file, String before, byte wrong) {
        String text = Source.of(file, withoutMark(before)).text();
        int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
        int column = text.length() - text.lastIndexOf('\n');
        return new Problem(
                Span.point(file, line, column),
                String.format(Locale.ROOT, "the byte 0x%02X here is not UTF-8", wrong),
                "Save the file as UTF-8.");
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
