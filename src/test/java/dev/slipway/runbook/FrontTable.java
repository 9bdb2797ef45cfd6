package dev.slipway.runbook;

import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table of front matters and what reading them says. A case is {@code ## name}, the text, {@code >>>}, and the problems.
 * A text that does not begin with {@code ---} stands below {@code slipway:} with a version, and with a procedure if it has
 * none; what follows {@code +++ slipway.yaml} is that file.
 */
record FrontTable(String name, Source document, Optional<Source> shared, String expected) {
    private static final String SHARED = "+++ slipway.yaml\n";

    static List<FrontTable> load(String resource) {
        List<FrontTable> cases = new ArrayList<>();
        for (String part : text(resource).split("(?m)^## ", -1)) {
            if (part.contains(">>>")) {
                cases.add(of(part));
            }
        }
        return cases;
    }

    private static FrontTable of(String part) {
        int title = part.indexOf('\n');
        int split = part.indexOf("\n>>>", title - 1) + 1;
        String input = part.substring(title + 1, split);
        int more = input.indexOf(SHARED);
        return new FrontTable(
                part.substring(0, title),
                Source.of("runbook.md", whole(more < 0 ? input : input.substring(0, more))),
                more < 0
                        ? Optional.empty()
                        : Optional.of(Source.of("slipway.yaml", input.substring(more + SHARED.length()))),
                part.substring(Math.min(part.length(), split + 4)).stripTrailing());
    }

    private static String whole(String text) {
        String escaped = text.replace("<TAB>", "\t").replace("<NUL>", "\u0001");
        if (escaped.startsWith("---") || escaped.startsWith("#")) {
            return escaped;
        }
        return "---\nslipway:\n  version: 1\n" + escaped.indent(2)
                + (escaped.contains("procedures:") ? "" : "  procedures:\n    release: {run: [deploy]}\n") + "---\n";
    }

    FrontMatter read(List<Problem> problems) {
        List<String> lines = document.lines();
        boolean front = lines.getFirst().equals("---");
        int end = front ? 1 + lines.subList(1, lines.size()).indexOf("---") : 0;
        return FrontMatterReader.read(document, front ? 2 : 1, front ? end + 1 : 1, shared.orElse(null), problems);
    }

    String said() {
        List<Problem> problems = new ArrayList<>();
        read(problems);
        return problems.stream()
                .sorted()
                .map(problem -> problem.span() + "-" + problem.span().endColumn() + "  " + problem.says()
                        + (problem.help().isEmpty()
                                ? ""
                                : "\n" + problem.help().indent(3).stripTrailing()))
                .collect(Collectors.joining("\n"));
    }

    private static String text(String resource) {
        try (var in = FrontTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no such table: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
