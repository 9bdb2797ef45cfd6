package dev.slipway.schema.risk;

import dev.slipway.schema.risk.Catalogue.Size;
import dev.slipway.schema.risk.Catalogue.Table;
import dev.slipway.schema.risk.Danger.Kind;
import dev.slipway.schema.risk.Danger.Severity;
import dev.slipway.schema.sql.Script;
import dev.slipway.schema.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What pending SQL would do to a database in use. */
public final class Dangers {
    /** Longer than this, people notice. */
    private static final double NOTICED = 1.0;
    /** An open transaction of this age is likely to be there still when the migration comes. */
    private static final long OLD = 5;

    private final Catalogue catalogue;
    private final Reader reader;
    private final List<Danger> found = new ArrayList<>();
    private final Set<String> made = new HashSet<>();
    private double busiest;

    public Dangers(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.reader = new Reader(catalogue);
    }

    public List<Danger> found() {
        return List.copyOf(found);
    }

    /** How long a statement may wait for a table before it gives up, so that those behind it do not wait longer. */
    public String lockTimeout() {
        return busiest > 0 ? "2s" : "10s";
    }

    /** @param name of the revision, for people */
    public void read(String name, Script script) {
        for (Statement statement : script.statements()) {
            String where = name + ":" + statement.line();
            switch (reader.read(statement)) {
                case Effect.NotUnderstood(String why) ->
                    found.add(new Danger(
                            Severity.WARNING,
                            Kind.UNKNOWN,
                            where,
                            "'" + statement.brief() + "' is not understood (" + why + ")",
                            "Read it yourself"));
                case Effect.Understood understood -> {
                    touches(where, statement, understood);
                    understood.losses().forEach(loss -> loss(where, statement, loss));
                    understood.makes().ifPresent(table -> made.add(table.name()));
                }
            }
        }
        script.flaw()
                .ifPresent(flaw -> found.add(new Danger(
                        Severity.WARNING, Kind.UNKNOWN, name + ":" + flaw.line(), flaw.says(), "Read it yourself")));
    }

    /** What a rename is not told about, and what the script itself has made, harms nobody. */
    private Optional<Table> inUse(Relation relation) {
        return made.contains(relation.name())
                ? Optional.empty()
                : catalogue
                        .table(relation)
                        .filter(table -> table.size().rows() > 0 || table.size().writes() > 0);
    }

    private void touches(String where, Statement statement, Effect.Understood understood) {
        Set<String> waits = new HashSet<>();
        for (Touch touch : understood.touches()) {
            Optional<Table> table = inUse(touch.table());
            if (table.isEmpty()) {
                continue;
            }
            Size size = table.get().size();
            Estimate estimate = Estimate.of(touch.work(), size);
            busiest = touch.mode().stopsWrites() ? Math.max(busiest, size.writes()) : busiest;
            if (touch.mode().stopsWrites() && heavy(touch)) {
                Severity severity = estimate.seconds() > NOTICED ? Severity.ERROR : Severity.WARNING;
                found.add(new Danger(
                        severity,
                        kind(touch),
                        where,
                        held(statement, touch, table.get()) + ": " + who(touch.mode()) + " for " + estimate,
                        advice(touch)));
            } else if (touch.work() == Touch.Work.ROWS && estimate.seconds() > NOTICED) {
                found.add(new Danger(
                        Severity.WARNING,
                        Kind.ROWS,
                        where,
                        "'" + statement.brief() + "' changes all rows of " + described(table.get())
                                + " in one transaction, for " + estimate,
                        "Change them in batches, each a transaction of its own"));
            } else if (touch.mode().stopsWrites() && waits.add(touch.table().name())) {
                waiting(where, statement, touch, table.get());
            }
        }
    }

    private static boolean heavy(Touch touch) {
        return switch (touch.work()) {
            case SCAN, BUILD, REWRITE -> true;
            case NOTHING, SOME, ROWS -> false;
        };
    }

    private void waiting(String where, Statement statement, Touch touch, Table table) {
        boolean open = table.size().oldest() >= OLD;
        String blocked = open
                ? ": a transaction that uses it is open for " + table.size().oldest()
                        + " s, and all who come after wait with it"
                : " for a moment, once those who use it are done; all who come after wait with it";
        found.add(new Danger(
                open ? Severity.WARNING : Severity.NOTE,
                Kind.WAIT,
                where,
                held(statement, touch, table) + blocked,
                "Give it a lock timeout, and try again"));
    }

    private static String held(Statement statement, Touch touch, Table table) {
        return "'" + statement.brief() + "' takes " + touch.mode().words() + " on " + described(table);
    }

    private static String described(Table table) {
        Size size = table.size();
        return table.name()
                + String.format(
                        Locale.ROOT,
                        " (about %,d rows, %s, %.0f writes a second)",
                        size.rows(),
                        Estimate.size(size.bytes() + size.indexes()),
                        size.writes());
    }

    private static String who(Mode mode) {
        return mode.stopsReads() ? "nobody reads or writes it" : "nobody writes it";
    }

    private static Kind kind(Touch touch) {
        return switch (touch.work()) {
            case SCAN -> Kind.SCAN;
            case BUILD -> Kind.INDEX;
            case REWRITE -> Kind.REWRITE;
            case NOTHING, SOME, ROWS -> Kind.WAIT;
        };
    }

    private static String advice(Touch touch) {
        return switch (touch.work()) {
            case SCAN -> "Add it NOT VALID, and validate it in a migration of its own";
            case BUILD -> "Build the index CONCURRENTLY, in a migration that is no transaction";
            case REWRITE -> "Add a new column, fill it in batches, and change over";
            case NOTHING, SOME, ROWS -> "";
        };
    }

    private void loss(String where, Statement statement, Loss loss) {
        Optional<Table> table = catalogue
                .table(loss.table())
                .filter(_ -> !made.contains(loss.table().name()));
        if (table.isEmpty()) {
            return;
        }
        String what = "'" + statement.brief() + "'";
        switch (loss.kind()) {
            case TABLE, COLUMN ->
                found.add(new Danger(
                        Severity.WARNING,
                        Kind.DROP,
                        where,
                        what + ": the version that runs now may still use " + loss,
                        "Drop it in the release after the one that stops using it"));
            case RENAMED ->
                found.add(new Danger(
                        Severity.ERROR,
                        Kind.RENAME,
                        where,
                        what + ": the version that runs now does not find " + loss + " any more",
                        "Add the new name beside the old one, and drop the old one a release later"));
            case TYPE ->
                found.add(new Danger(
                        Severity.WARNING,
                        Kind.TYPE,
                        where,
                        what + ": not every value of " + loss + " has its like",
                        ""));
            case ROWS -> {
                if (table.get().size().rows() > 0 && !statement.begins("update") && !statement.begins("delete")) {
                    found.add(new Danger(Severity.WARNING, Kind.DROP, where, what + ": the rows are gone", ""));
                }
            }
        }
    }
}
