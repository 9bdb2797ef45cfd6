package dev.slipway.runbook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The directives of the format: what each stands before, its keys that take a value, and its flags. */
enum DirectiveKind {
    STEP(
            "a fence",
            List.of("id", "on", "if", "timeout", "retries"),
            List.of("repeatable", "sensitive", "point-of-no-return")),
    UNDO("a `bash` fence", List.of("of"), List.of()),
    PROBE("a `bash` fence", List.of("of"), List.of()),
    EXPECT("a `text` fence", List.of(), List.of()),
    GATE("a list", List.of("role", "approvals", "waive", "within"), List.of("not-requester")),
    NOTES("a fence or a list", List.of(), List.of()),
    SECTION(
            "the first block of a section",
            List.of("id", "if", "on", "batch", "max-failures", "not-before"),
            List.of("apart")),
    ALLOW("any block", List.of("codes", "because"), List.of()),
    TABLE("a table", List.of("id"), List.of()),
    LIST("a list", List.of("id"), List.of()),
    CALL("nothing", List.of("if"), List.of());

    private final String before;
    private final List<String> keys;
    private final List<String> flags;

    DirectiveKind(String before, List<String> keys, List<String> flags) {
        this.before = before;
        this.keys = keys;
        this.flags = flags;
    }

    /** As the author writes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String before() {
        return before;
    }

    boolean takes(String key) {
        return keys.contains(key);
    }

    boolean hasFlag(String word) {
        return flags.contains(word);
    }

    List<String> vocabulary() {
        return Stream.concat(keys.stream(), flags.stream()).toList();
    }

    static Optional<DirectiveKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(DirectiveKind::word).toList();
    }
}
