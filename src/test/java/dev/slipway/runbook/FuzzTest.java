package dev.slipway.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.slipway.base.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Broken documents: seeded changes of real ones. {@code -Dfuzz.seconds=60} for a long search, {@code -Dfuzz.seed=N} for one. */
class FuzzTest {
    private static final int DOCUMENTS = 400;
    private static final long SLOWEST_NANOS = 1_000_000_000L;
    private static final List<String> TOKENS = List.of(
            "<!--",
            "-->",
            "<!-- slipway: ",
            "<!-- slipway: step -->",
            "<!-- slipway: call -->",
            "<!-- slipway: notes -->",
            "<!-- slipway: gate -->",
            "```",
            "```bash\n",
            "~~~",
            "~~~~sh\n",
            "> ",
            "- ",
            "- [ ] ",
            "1. ",
            "\t",
            "    ",
            "\n\n",
            "\n",
            "# ",
            "===\n",
            "---\n",
            "[",
            "](#",
            ")",
            "|",
            "|---|\n",
            "<div>",
            "$(",
            "${",
            "$((",
            "`",
            "'",
            "\"",
            "<<EOF\n",
            "EOF\n",
            "case x in ",
            "esac",
            "if ",
            "{",
            "}",
            "(",
            "\\",
            "\u0000",
            "\uFEFF",
            "😄",
            "é",
            "‏",
            "数据",
            "\uD800",
            "check.http: {",
            "check.",
            ": ",
            "&x",
            "*",
            "!!",
            "{#id}",
            "(name)=\n",
            "exit 0\n",
            "=\"",
            "id=",
            "\r");

    @Test
    void no_document_makes_the_reader_stumble() {
        List<String> corpus = corpus();
        assertThat(corpus).hasSizeGreaterThan(7);
        long seconds = Long.getLong("fuzz.seconds", 0);
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        long first = Long.getLong("fuzz.seed", 0);
        for (long seed = first;
                seed < first + (Long.getLong("fuzz.seed") == null ? DOCUMENTS : 1)
                        || (seconds > 0 && System.nanoTime() < until);
                seed++) {
            read(seed, mutated(corpus, new Random(seed)));
        }
    }

    private static void read(long seed, String text) {
        long nanos = Long.MAX_VALUE;
        try {
            for (int attempt = 0; attempt < 3 && nanos > SLOWEST_NANOS; attempt++) {
                long start = System.nanoTime();
                Reading reading = Runbooks.read(Source.of("fuzz.md", text));
                nanos = System.nanoTime() - start;
                SoundSpans.check(reading);
            }
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            fail("seed " + seed + ": " + e, e);
        }
        assertThat(nanos).as("seed %d took too long", seed).isLessThan(SLOWEST_NANOS);
    }

    private static String mutated(List<String> corpus, Random random) {
        String text = corpus.get(random.nextInt(corpus.size()));
        int changes = 1 + random.nextInt(12);
        for (int i = 0; i < changes; i++) {
            text = changed(text, corpus, random);
        }
        return text;
    }

    private static String changed(String text, List<String> corpus, Random random) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + random.nextInt(40));
        return switch (random.nextInt(9)) {
            case 0 -> text.substring(0, at) + text.substring(to);
            case 1 -> text.substring(0, at) + token(random) + text.substring(at);
            case 2 -> text.substring(0, at) + token(random).repeat(1 + random.nextInt(50)) + text.substring(at);
            case 3 -> text.substring(0, at);
            case 4 -> {
                String other = corpus.get(random.nextInt(corpus.size()));
                yield text.substring(0, at) + other.substring(random.nextInt(other.length()));
            }
            case 5 -> withLines(text, random, true);
            case 6 -> withLines(text, random, false);
            case 7 -> text.replace(token(random), token(random));
            default -> text.substring(0, at) + (char) random.nextInt(0x3000) + text.substring(to);
        };
    }

    /** Some lines are indented, or put into another order. */
    private static String withLines(String text, Random random, boolean indented) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int from = random.nextInt(lines.size());
        int to = Math.min(lines.size(), from + random.nextInt(12));
        List<String> some = lines.subList(from, to);
        if (indented) {
            String indent = " ".repeat(random.nextInt(9));
            some.replaceAll(line -> indent + line);
        } else {
            Collections.shuffle(some, random);
        }
        return String.join("\n", lines);
    }

    private static String token(Random random) {
        return TOKENS.get(random.nextInt(TOKENS.size()));
    }

    private static List<String> corpus() {
        List<String> corpus = new ArrayList<>();
        for (String name : List.of(
                "application",
                "ecommerce",
                "planner",
                "seed-openrisk",
                "seed-ecommerce",
                "seed-application",
                "seed-planner",
                "seed-portal")) {
            corpus.add(Cases.text("documents/" + name + ".md"));
        }
        Cases.of("structure.txt").forEach(one -> corpus.add("---\nslipway: {version: 1}\n---\n" + one.input()));
        Cases.of("directives.txt").forEach(one -> corpus.add(one.input()));
        Path examples = Path.of("examples");
        if (Files.isDirectory(examples)) {
            try (Stream<Path> files = Files.walk(examples)) {
                for (Path file :
                        files.filter(f -> f.endsWith("runbook.md")).sorted().toList()) {
                    corpus.add(Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return corpus;
    }
}
