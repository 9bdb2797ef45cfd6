package dev.slipway.base;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** The ways in which a secret's value may turn up in an output. */
final class MaskedForms {
    private MaskedForms() {}

    static Set<String> of(String value) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(value);
        value.lines().filter(line -> line.length() >= Masker.SHORTEST).forEach(forms::add);
        forms.addAll(base64(value.getBytes(UTF_8)));
        forms.addAll(percentEscaped(value));
        forms.addAll(jsonEscaped(value));
        forms.add(value.replace("'", "'\\''"));
        return forms;
    }

    /**
     * The characters that the value decides wherever it stands in the encoded text, that is at each of the three alignments;
     * and the whole when it was encoded alone, padded, in one line or in lines of 76 or 64 characters.
     */
    private static List<String> base64(byte[] value) {
        List<String> forms = new ArrayList<>();
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            String alone = encoder.encodeToString(value);
            forms.add(alone);
            for (int width : new int[] {76, 64}) {
                String wrapped = alone.replaceAll("(.{" + width + "})(?=.)", "$1\n");
                forms.add(wrapped);
                wrapped.lines().filter(line -> line.length() >= Masker.SHORTEST).forEach(forms::add);
            }
            for (int before = 0; before < 3; before++) {
                byte[] moved = new byte[before + value.length + 2];
                System.arraycopy(value, 0, moved, before, value.length);
                forms.add(
                        encoder.encodeToString(moved).substring((8 * before + 5) / 6, 8 * (before + value.length) / 6));
            }
        }
        return forms;
    }

    /** RFC 3986 in both cases, encodeURIComponent, a path that keeps its slashes, and a form's plus for a blank. */
    private static List<String> percentEscaped(String value) {
        String strict = escapedBytes(value, c -> "-._~".indexOf(c) >= 0, "%%%02X");
        return List.of(
                strict,
                escapedBytes(value, c -> "-._~".indexOf(c) >= 0, "%%%02x"),
                escapedBytes(value, c -> "-._~!'()*".indexOf(c) >= 0, "%%%02X"),
                escapedBytes(value, c -> "-._~/".indexOf(c) >= 0, "%%%02X"),
                escapedBytes(value, c -> "-._*".indexOf(c) >= 0, "%%%02X").replace("%20", "+"));
    }

    private static String escapedBytes(String value, IntPredicate plain, String format) {
        StringBuilder text = new StringBuilder();
        for (byte b : value.getBytes(UTF_8)) {
            int c = b & 0xff;
            boolean keep = c < 0x80 && (Character.isLetterOrDigit(c) || plain.test(c));
            text.append(keep ? String.valueOf((char) c) : String.format(Locale.ROOT, format, c));
        }
        return text.toString();
    }

    /** As most write it; as Python and Ruby do (ASCII only); as Go does (for HTML); as PHP does (slashes). */
    private static List<String> jsonEscaped(String value) {
        String usual = escapedCharacters(value, c -> c >= ' ' && c != '"' && c != '\\', MaskedForms::jsonEscape);
        String ascii =
                escapedCharacters(value, c -> c >= ' ' && c != '"' && c != '\\' && c < 0x7f, MaskedForms::jsonEscape);
        String html = escapedCharacters(
                value, c -> c >= ' ' && c != '"' && c != '\\' && "<>&".indexOf(c) < 0, MaskedForms::jsonEscape);
        return List.of(usual, ascii, html, usual.replace("/", "\\/"), ascii.replace("/", "\\/"));
    }

    private static String escapedCharacters(String value, IntPredicate plain, IntFunction<String> escape) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            text.append(plain.test(c) ? String.valueOf(c) : escape.apply(c));
        }
        return text.toString();
    }

    private static String jsonEscape(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> String.format(Locale.ROOT, "\\u%04x", c);
        };
    }
}
