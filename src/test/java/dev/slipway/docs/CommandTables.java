package dev.slipway.docs;

import dev.slipway.cli.CommandFacts;
import java.util.Map;
import java.util.TreeMap;

/** What the commands are, and how they end. */
final class CommandTables {
    private static final Map<String, String> MEANINGS = Map.of(
            "SUCCEEDED", "succeeded",
            "FAILED", "failed; what could be taken back was, and the record lists what was left as it is",
            "BAD_USAGE", "bad usage, or a document that does not compile; nothing was run",
            "WAITING", "waiting for a person",
            "UNDO_INCOMPLETE", "failed, and the undo did not complete",
            "LOCKED", "another run holds the lock, or another process moves the run",
            "INTERRUPTED", "interrupted; the run can be resumed");

    private CommandTables() {}

    static String commands() {
        return "```text\n" + CommandFacts.help() + "```\n";
    }

    static String exitStatuses() {
        Map<Long, String> byNumber = new TreeMap<>();
        MEANINGS.forEach((name, meaning) -> byNumber.put(Constants.number("cli.ExitStatus", name), meaning));
        MarkdownTable table = new MarkdownTable("status", "means");
        byNumber.forEach((number, meaning) -> table.row(number.toString(), meaning));
        return table.toString();
    }
}
