package dev.slipway.runbook;

import java.util.Arrays;
import java.util.List;

/** What the manual says about the format and this package keeps to itself. */
public final class FormatFacts {
    private FormatFacts() {}

    public record DirectiveFacts(String word, String before, List<String> keys, List<String> flags) {}

    /** @param line the offending line of a step, {@code says} and {@code help} as its author is told */
    public record RefusalFacts(String line, String says, String help) {}

    public static List<DirectiveFacts> directives() {
        return Arrays.stream(DirectiveKind.values())
                .map(kind -> new DirectiveFacts(
                        kind.word(),
                        kind.before(),
                        kind.vocabulary().stream().filter(kind::takes).toList(),
                        kind.vocabulary().stream().filter(kind::hasFlag).toList()))
                .toList();
    }

    /** From the table of cases that the reader is tested with; the first problem of each. */
    public static List<RefusalFacts> refusals() {
        return Cases.of("refusals.txt").stream().map(FormatFacts::refusal).toList();
    }

    private static RefusalFacts refusal(Cases.Case one) {
        List<String> said = one.expected().lines().toList();
        int blank = said.getFirst().indexOf("  ");
        int line = Integer.parseInt(said.getFirst().substring(0, blank).split(":", -1)[1]);
        String help =
                said.size() > 1 && said.get(1).startsWith("   ") ? said.get(1).strip() : "";
        return new RefusalFacts(
                one.input().lines().toList().get(line - 1), said.getFirst().substring(blank + 2), help);
    }
}
