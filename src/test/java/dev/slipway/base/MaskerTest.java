package dev.slipway.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskerTest {
    private static final Secret PASSWORD = new Secret("DB_PASSWORD", "p@ss/w\"or d\\é+文");
    private static final Secret URL =
            new Secret("DATABASE_URL", "postgresql://app:" + PASSWORD.reveal() + "@db/planner");
    private static final Secret KEY = new Secret(
            "KEY", "-----BEGIN-----\nMIIEvQIBADANBgkqhkiG9w0B\nshort\nAQEFAASCBKcwggSjAgEAAoIB\n-----END-----\n");

    @Test
    void a_value_becomes_its_name() {
        assertThat(Masker.of(List.of(PASSWORD)).mask("x " + PASSWORD.reveal() + " y"))
                .isEqualTo("x [REDACTED:DB_PASSWORD] y");
    }

    @Test
    void text_without_a_secret_is_left_alone() {
        assertThat(Masker.of(List.of(PASSWORD, KEY)).mask("p@ss/w is not it, 文"))
                .isEqualTo("p@ss/w is not it, 文");
        assertThat(Masker.of(List.of()).mask("anything")).isEqualTo("anything");
    }

    @Test
    void the_longest_of_several_secrets_is_named() {
        assertThat(Masker.of(List.of(PASSWORD, URL)).mask(URL.reveal() + "," + PASSWORD.reveal()))
                .isEqualTo("[REDACTED:DATABASE_URL],[REDACTED:DB_PASSWORD]");
    }

    @Test
    void secrets_that_overlap_leave_nothing_of_either() {
        Masker masker = Masker.of(List.of(new Secret("A", "abcdefghij"), new Secret("B", "ghijklmnop")));
        assertThat(masker.mask("-abcdefghijklmnop-")).isEqualTo("-[REDACTED:A][REDACTED:B]-");
        assertThat(masker.mask("abcdefghijabcdefghij")).isEqualTo("[REDACTED:A][REDACTED:A]");
    }

    @Test
    void base64_is_masked_at_every_alignment() {
        Masker masker = Masker.of(List.of(PASSWORD));
        String inside = PASSWORD.reveal();
        for (String before : List.of("", "u", "us", "user", "user:")) {
            for (String after : List.of("", "\n", "tail")) {
                byte[] plain = (before + inside + after).getBytes(UTF_8);
                for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                    String encoded = encoder.encodeToString(plain);
                    String masked = masker.mask(encoded);
                    assertThat(masked).contains("[REDACTED:DB_PASSWORD]").hasSizeLessThan(encoded.length() + 8);
                }
            }
        }
        assertThat(masker.mask(Base64.getEncoder().encodeToString(inside.getBytes(UTF_8))))
                .isEqualTo("[REDACTED:DB_PASSWORD]");
    }

    @Test
    void base64_in_lines_is_masked() {
        Secret longOne = new Secret("LONG", "0123456789abcdefghijklmnopqrstuvwxyz".repeat(8));
        String lines = Base64.getMimeEncoder(76, new byte[] {'\n'})
                .encodeToString(longOne.reveal().getBytes(UTF_8));
        assertThat(Masker.of(List.of(longOne)).mask(lines)).isEqualTo("[REDACTED:LONG]");
        assertThat(Masker.of(List.of(longOne)).mask("| " + lines.replace("\n", "\n| ")))
                .startsWith("| [REDACTED:LONG]\n| [REDACTED:LONG]\n");
    }

    @Test
    void percent_and_json_escapes_are_masked() {
        Masker masker = Masker.of(List.of(PASSWORD));
        for (String form : List.of(
                URLEncoder.encode(PASSWORD.reveal(), UTF_8),
                "p%40ss%2Fw%22or%20d%5C%C3%A9%2B%E6%96%87",
                "p%40ss%2fw%22or%20d%5c%c3%a9%2b%e6%96%87",
                "p%40ss/w%22or%20d%5C%C3%A9%2B%E6%96%87",
                "p@ss/w\\\"or d\\\\é+文",
                "p@ss/w\\\"or d\\\\\\u00e9+\\u6587",
                "p@ss\\/w\\\"or d\\\\é+文")) {
            assertThat(masker.mask("{" + form + "}")).as(form).isEqualTo("{[REDACTED:DB_PASSWORD]}");
        }
    }

    @Test
    void lines_of_a_secret_are_masked_whole_or_alone() {
        Masker masker = Masker.of(List.of(KEY));
        assertThat(masker.mask("<" + KEY.reveal() + ">")).isEqualTo("<[REDACTED:KEY]>");
        assertThat(masker.mask("a AQEFAASCBKcwggSjAgEAAoIB b short")).isEqualTo("a [REDACTED:KEY] b short");
    }

    @Test
    void a_secret_is_found_across_every_border_of_two_and_three_chunks() {
        Masker masker = Masker.of(List.of(PASSWORD, URL, KEY));
        byte[] text = ("a" + URL.reveal() + "bp@ss/w\"or " + PASSWORD.reveal() + KEY.reveal() + "short MIIEvQIB")
                .getBytes(UTF_8);
        String whole = masker.mask(new String(text, UTF_8));
        assertThat(whole)
                .isEqualTo("a[REDACTED:DATABASE_URL]bp@ss/w\"or [REDACTED:DB_PASSWORD][REDACTED:KEY]short MIIEvQIB");
        for (int first = 0; first <= text.length; first++) {
            for (int second = first; second <= text.length; second += 7) {
                assertThat(masked(masker, text, first, second)).isEqualTo(whole);
            }
        }
    }

    @Test
    void chunks_never_matter() {
        Random random = new Random(20261121);
        for (int round = 0; round < 300; round++) {
            List<Secret> secrets = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                secrets.add(new Secret("S" + i, letters(random, 8 + random.nextInt(6))));
            }
            Masker masker = Masker.of(secrets);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                String value = secrets.get(random.nextInt(3)).reveal();
                text.append(value, 0, random.nextInt(value.length() + 1)).append(letters(random, random.nextInt(3)));
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            String whole = masker.mask(text.toString());
            int[] cuts = random.ints(4, 0, bytes.length + 1).sorted().toArray();
            assertThat(masked(masker, bytes, cuts)).isEqualTo(whole);
            secrets.forEach(s -> assertThat(whole).doesNotContain(s.reveal()));
        }
    }

    @Test
    void what_cannot_be_part_of_a_secret_is_not_held_back() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Masker.Stream stream = Masker.of(List.of(PASSWORD)).stream();
        byte[] line = "Restarting p@s\n".getBytes(UTF_8);
        stream.accept(line, line.length, out::write);
        assertThat(out.toString(UTF_8)).isEqualTo("Restarting p@s\n");
        stream.accept(line, line.length - 1, out::write);
        assertThat(out.toString(UTF_8)).isEqualTo("Restarting p@s\nRestarting ");
        stream.end(out::write);
        assertThat(out.toString(UTF_8)).isEqualTo("Restarting p@s\nRestarting p@s");
    }

    @Test
    void short_secrets_are_told_and_empty_ones_do_not_matter() {
        assertThat(Masker.of(List.of(PASSWORD, new Secret("PIN", "1234567"), new Secret("NONE", "")))
                        .tooShort())
                .containsExactly("PIN");
    }

    private static String letters(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    private static String masked(Masker masker, byte[] text, int... cuts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Masker.Stream stream = masker.stream();
        int from = 0;
        for (int cut : cuts) {
            stream.accept(Arrays.copyOfRange(text, from, cut), cut - from, out::write);
            from = cut;
        }
        stream.accept(Arrays.copyOfRange(text, from, text.length), text.length - from, out::write);
        stream.end(out::write);
        return out.toString(UTF_8);
    }
}
