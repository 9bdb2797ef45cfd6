package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class WrongReaderForDump implements Rule {
    private static final Card CARD = Card.error("SW203", "pg_restore reads a dump in plain SQL")
            .harm(
                    "pg_restore refuses it ('input file appears to be a text format dump'), so the check fails on every good backup, or nobody runs it.")
            .fix("Dump with --format=custom, or restore plain SQL by psql -v ON_ERROR_STOP=1.")
            .wrong("""
                pg_restore --list nightly.sql ◀
                """)
            .right("""
                pg_restore --list nightly.dump
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.inner().is("pg_restore")) {
                act.inner().operands().stream()
                        .filter(file -> file.text().endsWith(".sql"))
                        .forEach(file -> found.at(CARD, act.inner().words().getFirst()));
            }
        }
    }
}
