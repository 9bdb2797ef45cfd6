package dev.slipway.runbook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The directives of the format: what each stands before, its keys that take a value, and its flags. */
enum DirectiveKind {
    STEP("a fence", "id on if timeout retries", "repeatable sensitive point-of-no-return"),
    UNDO("a `bash` fence", "of", ""),
    PROBE("a `bash` fence", "of", ""),
    EXPECT("a `text` fence", "", ""),
    GATE("a list", "role approvals waive within", "not-requester"),
    NOTES("a fence or a list", "", ""),
    SECTION("the first block of a section", "id if on batch max-failures not-before", "apart"),
    ALLOW("any block or heading", "codes because", ""),
    TABLE("a table", "id", ""),
    LIST("a list", "id", ""),
    CALL("nothing", "if", "");

    private final String before;
    private final String keys;
    private final String flags;

    DirectiveKind(String before, String keys, String flags) {
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
        return words(keys).contains(key);
    }

    boolean hasFlag(String word) {
        return words(flags).contains(word);
    }

    List<String> vocabulary() {
        return Stream.concat(words(keys).stream(), words(flags).stream()).toList();
    }

    private static List<String> words(String listed) {
        return listed.isEmpty() ? List.of() : List.of(listed.split(" ", -1));
    }

    static Optional<DirectiveKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(DirectiveKind::word).toList();
    }
}
