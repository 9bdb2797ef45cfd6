package dev.slipway.runbook;

import dev.slipway.base.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Broken documents: seeded changes of real ones, read by the reader, and then by whoever reads on. */
final class Fuzz {
    /** Of a stack trace, as many as show whose mistake it is. */
    private static final int FRAMES = 12;

    private static final long SLOWEST_NANOS = 1_000_000_000L;
    private static final int TRIES = 3;
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

    private final List<String> corpus = corpus();
    private final Consumer<Reading> further;

    /** @param further what else is done with each reading, within the same second */
    Fuzz(Consumer<Reading> further) {
        this.further = further;
    }

    int documents() {
        return corpus.size();
    }

    /** What is wrong with the reading of this seed's document; empty when nothing is. */
    Optional<String> stumbles(long seed) {
        String text = mutated(corpus, new Random(seed));
        try {
            return fast(text) ? Optional.empty() : Optional.of("seed " + seed + " took longer than a second");
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            return Optional.of("seed " + seed + ": " + e + " at "
                    + List.of(e.getStackTrace()).subList(0, Math.min(FRAMES, e.getStackTrace().length)));
        }
    }

    /** Slow once may be the machine's fault. */
    private boolean fast(String text) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long start = System.nanoTime();
            Reading reading = Runbooks.read(Source.of("fuzz.md", text));
            further.accept(reading);
            if (System.nanoTime() - start < SLOWEST_NANOS) {
                SoundSpans.check(reading);
                return true;
            }
        }
        return false;
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
