package dev.slipway.actions.migrate;

import dev.slipway.schema.sql.Script;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Liquibase writes about itself between the SQL of its changesets: its lock, and that this changeset was applied or taken
 * back. It has the time in it, so that it would be another text each time; whatever else names these tables is somebody's own.
 */
final class Bookkeeping {
    private static final String TABLE = "(?:[\\w$]+\\.|\"[^\"]+\"\\.)?\"?databasechangelog";
    private static final String WORD = "'([^']*+(?:''[^']*+)*+)'";

    private static final Pattern LOCK =
            Pattern.compile("(?i)update " + TABLE + "lock\"? set locked = (?:true|false), .* where id = 1\\b.*");
    private static final Pattern APPLIED = Pattern.compile(
            "(?i)insert into " + TABLE + "\"? \\(id, author, filename, dateexecuted, .*?\\)\\s+values \\(" + WORD + ", "
                    + WORD + ", .*",
            Pattern.DOTALL);
    private static final Pattern TAKEN_BACK = Pattern.compile(
            "(?i)delete from " + TABLE + "\"? where id = " + WORD + " and author = " + WORD + " and filename = '.*");

    private Bookkeeping() {}

    /** @param changeset FILE::ID::AUTHOR */
    static boolean begins(String line, String changeset) {
        return LOCK.matcher(line).matches()
                || names(APPLIED.matcher(line), changeset)
                || names(TAKEN_BACK.matcher(line), changeset);
    }

    private static boolean names(Matcher record, String changeset) {
        return record.matches() && changeset.endsWith("::" + plain(record.group(1)) + "::" + plain(record.group(2)));
    }

    private static String plain(String quoted) {
        return quoted.replace("''", "'");
    }

    /** With the lines that follow, where a comment of the changeset has several. */
    static String whole(String line, Iterator<String> lines) {
        StringBuilder text = new StringBuilder(line);
        while (Script.of(text.toString()).flaw().isPresent() && lines.hasNext()) {
            text.append('\n').append(lines.next());
        }
        return text.toString();
    }

    /** Nothing but that: a statement behind it on the same line is somebody's own. */
    static boolean is(String text, String changeset) {
        Script script = Script.of(text);
        return begins(text, changeset)
                && script.flaw().isEmpty()
                && script.statements().size() == 1;
    }
}
