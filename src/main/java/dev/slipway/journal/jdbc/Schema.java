package dev.slipway.journal.jdbc;

import dev.slipway.hands.JournalFailure;
import java.sql.SQLException;
import java.util.List;

/** The tables, and how an older journal becomes a newer one: steps that were released are never edited, only followed by more. */
final class Schema {

    private static final List<String> FIRST = List.of(
            """
            create table run (
              nr       {number},
              id       text not null unique,
              label    text not null,
              lock     text,
              opened   text not null,
              ended    text,
              last     bigint not null,
              head     text not null,
              epoch    bigint not null,
              token    text not null,
              since    text,
              renewed  text,
              operator text,
              host     text,
              boot     text,
              pid      bigint,
              started  text
            )""",
            // One active run for each lock, held by the engine itself.
            "create unique index run_lock on run (lock) where ended is null",
            """
            create table entry (
              run   text not null,
              seq   bigint not null,
              epoch bigint not null,
              hash  text not null,
              text  text not null,
              primary key (run, seq)
            ) {by-key}""",
            """
            create table ask (
              nr    {number},
              run   text not null,
              token text not null,
              text  text not null
            )""",
            "create index ask_run on ask (run, nr)",
            """
            create table kept (
              digest text not null primary key,
              bytes  {bytes} not null
            )""");

    /** The step at index n leads from schema n to schema n + 1. */
    private static final List<List<String>> STEPS = List.of(FIRST);

    private static final String VERSION = "select version from slipway_schema";

    private Schema() {}

    static void bringUpToDate(Wire wire) {
        long version = wire.read(() -> version(wire));
        if (version < STEPS.size()) {
            version = wire.write(_ -> takeSteps(wire));
        }
        if (version > STEPS.size()) {
            throw new JournalFailure(
                    "%s was written by a newer Slipway (its schema is %d, this one knows %d): use that version"
                            .formatted(wire.dialect().name(), version, STEPS.size()));
        }
    }

    private static long version(Wire wire) throws SQLException {
        return wire.row(wire.dialect().schemaIsThere(), row -> row.getLong(1)).isEmpty()
                ? 0
                : wire.row(VERSION, row -> row.getLong(1)).orElse(0L);
    }

    /** Another process may have taken them while this one waited for its turn. */
    private static long takeSteps(Wire wire) throws SQLException {
        wire.rows(wire.dialect().takeTurns(), _ -> true);
        long version = version(wire);
        if (version >= STEPS.size()) {
            return version;
        }
        if (version == 0) {
            wire.update("create table slipway_schema (version bigint not null)");
            wire.update("insert into slipway_schema (version) values (0)");
        }
        for (List<String> step : STEPS.subList((int) version, STEPS.size())) {
            for (String sql : step) {
                wire.update(wire.dialect().ddl(sql));
            }
        }
        wire.update("update slipway_schema set version = ?", (long) STEPS.size());
        return STEPS.size();
    }
}
