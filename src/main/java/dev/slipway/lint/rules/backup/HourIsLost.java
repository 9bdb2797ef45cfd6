package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.rules.Said;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.Passage;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

public final class HourIsLost implements Rule {
    private static final Card CARD = Card.warning(
                    "SW217", "the backup is made long before the change, and writing goes on")
            .harm(
                    "What is written between the backup and the decision to restore is lost, and nobody has said so to anybody.")
            .fix(
                    "Make it directly before the change with writing stopped, use point-in-time recovery, or state how much may be lost.")
            .wrong("""
                # Release

                | Time | Action |
                | --- | --- |
                | T-45m | Create database backup | ◀
                | T-0 | Deploy |
                | T+20m | Decide: stay or roll back |
                """)
            .right("""
                # Release

                | Time | Action |
                | --- | --- |
                | T-0 | Stop writing, create database backup |
                | T+5m | Deploy |
                | T+20m | Decide: stay or roll back |
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern EARLY =
            Pattern.compile("T\\s*[-–−]\\s*(\\d{1,4})\\s*(m|min|minutes|h|hours?)\\b.*", Pattern.CASE_INSENSITIVE);

    @Override
    public void look(Story story, Found found) {
        List<Passage> early =
                story.passages().stream().filter(HourIsLost::isEarlyBackup).toList();
        if (!early.isEmpty() && !isCovered(story.text())) {
            early.forEach(row -> found.at(CARD, row.from(), row.to()));
        }
    }

    private static boolean isEarlyBackup(Passage passage) {
        return passage instanceof Passage.Row row
                && row.cells().size() > 1
                && EARLY.matcher(row.cells().getFirst()).matches()
                && isFar(row.cells().getFirst())
                && row.cells().get(1).toLowerCase(Locale.ROOT).matches(".*\\bbackup\\b.*");
    }

    private static boolean isCovered(String text) {
        return Stream.of("point-in-time", "wal archiv", "read-only mode", "write freeze")
                        .anyMatch(part -> Said.anywhere(text, part))
                || Said.asWord(text, "pitr")
                || Said.asWord(text, "rpo");
    }

    private static boolean isFar(String time) {
        Matcher early = EARLY.matcher(time);
        return early.matches()
                && (early.group(2).toLowerCase(Locale.ROOT).startsWith("h") || Integer.parseInt(early.group(1)) >= 15);
    }
}
