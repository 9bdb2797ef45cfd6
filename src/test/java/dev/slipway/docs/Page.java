package dev.slipway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One page of the documentation. */
record Page(Path path, String text) {
    private static final Pattern OPENING = Pattern.compile("(`{3,}|~{3,})\\s*(.*)");

    /** @param words of the info string: the language, and what the tests make of the fence */
    record Fence(Path page, int line, List<String> words, String text) {
        boolean is(String... wanted) {
            return words.size() >= wanted.length
                    && words.subList(0, wanted.length).equals(List.of(wanted));
        }

        @Override
        public String toString() {
            return page + ":" + line;
        }
    }

    static Page of(Path path) {
        try {
            return new Page(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that people read in the repository, apart from the runbooks themselves. */
    static List<Page> all() {
        try (Stream<Path> docs = Files.walk(Path.of("docs"));
                Stream<Path> examples = Files.walk(Path.of("examples"))) {
            Stream<Path> roots =
                    Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md").map(Path::of);
            Stream<Path> below = Stream.concat(docs, examples)
                    .filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> !path.endsWith("runbook.md"));
            return Stream.concat(roots, below).sorted().map(Page::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Fence> fences() {
        List<Fence> fences = new ArrayList<>();
        Optional<String> open = Optional.empty();
        List<String> words = List.of();
        StringBuilder body = new StringBuilder();
        int line = 0;
        int opened = 0;
        for (String each : text.lines().toList()) {
            line++;
            Matcher opening = OPENING.matcher(each);
            if (open.isPresent() && each.startsWith(open.get()) && each.strip().equals(open.get())) {
                fences.add(new Fence(path, opened, words, body.toString()));
                open = Optional.empty();
            } else if (open.isPresent()) {
                body.append(each).append('\n');
            } else if (opening.matches()) {
                open = Optional.of(opening.group(1));
                words = List.of(opening.group(2).strip().split("\\s+"));
                body = new StringBuilder();
                opened = line;
            }
        }
        return fences;
    }

    /** The text without its fences, line by line, so that what is shown as an example is not taken for a link. */
    List<String> prose() {
        List<String> prose = new ArrayList<>();
        Optional<String> open = Optional.empty();
        for (String each : text.lines().toList()) {
            Matcher opening = OPENING.matcher(each);
            if (open.isPresent()) {
                open = each.strip().equals(open.get()) ? Optional.empty() : open;
                prose.add("");
            } else if (opening.matches()) {
                open = Optional.of(opening.group(1));
                prose.add("");
            } else {
                prose.add(each);
            }
        }
        return prose;
    }
}
