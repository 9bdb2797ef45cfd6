package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.schema.Folder;
import dev.slipway.schema.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session in which a folder of SQL is applied, and the table in which that is written down. As long as it is open no other
 * session like it is: it holds the server's own word on that, which ends with the session and not before its last statement.
 */
record Ledger(Psql session, String table) implements AutoCloseable {

    /** @param create whether the table is made where there is none; else what is not there is empty */
    static Ledger open(Tools tools, String table, boolean create) throws Refusal, InterruptedException {
        Psql session = Psql.plain(tools, "slipway " + tools.site().origin());
        try {
            session.run("set client_min_messages = warning; set lock_timeout = '60s'; set statement_timeout = 0;"
                    + " set idle_in_transaction_session_timeout = 0;");
            alone(session, table);
            if (create) {
                session.run("create table if not exists " + table + """
                         (revision text primary key, checksum text not null, begun timestamptz not null default now(),
                          done timestamptz, statements int not null default 0);
                        """);
            }
            String full = session.rows("""
                    select to_json(format('%%I.%%I', n.nspname, c.relname)) from pg_class c
                      join pg_namespace n on n.oid = c.relnamespace where c.oid = to_regclass(%s);
                    """.formatted(Psql.text(table))).stream()
                    .map(Data::plain)
                    .findFirst()
                    .orElse("");
            return new Ledger(session, full);
        } catch (Refusal | InterruptedException e) {
            session.close();
            throw e;
        }
    }

    private static void alone(Psql session, String table) throws Refusal, InterruptedException {
        try {
            session.run("do $$ begin perform pg_advisory_lock(hashtext('slipway migrations'), hashtext("
                    + Psql.text(table) + ")); end $$;");
        } catch (Refusal refusal) {
            throw refusal.why().contains("lock timeout")
                    ? new Refusal("another session has been migrating this database for a minute", refusal)
                    : refusal;
        }
    }

    List<Folder.Recorded> recorded() throws Refusal, InterruptedException {
        if (table.isEmpty()) {
            return List.of();
        }
        List<Folder.Recorded> all = new ArrayList<>();
        for (Data row : session.rows("select json_build_array(revision, checksum) from " + table
                + " where done is not null order by done, revision;")) {
            List<Data> columns = ((Data.Listing) row).items();
            all.add(new Folder.Recorded(
                    columns.getFirst().plain(), Optional.of(columns.getLast().plain())));
        }
        return all;
    }

    /** What was begun statement by statement and has no end. */
    List<Trouble> half() throws Refusal, InterruptedException {
        if (table.isEmpty()) {
            return List.of();
        }
        List<Trouble> all = new ArrayList<>();
        for (Data row : session.rows("select json_build_array(revision, statements) from " + table
                + " where done is null order by begun;")) {
            List<Data> columns = ((Data.Listing) row).items();
            String revision = columns.getFirst().plain();
            all.add(new Trouble.HalfWay(
                    revision,
                    columns.getLast().plain() + " of its statements are done",
                    "finish it by hand and say 'update " + table + " set done = now() where revision = "
                            + Psql.text(revision) + "', or take back what it did and delete that row"));
        }
        return all;
    }

    void whole(String revision, String checksum) throws Refusal, InterruptedException {
        session.run("insert into " + table + "(revision, checksum, done) values (" + Psql.text(revision) + ", "
                + Psql.text(checksum) + ", clock_timestamp());");
    }

    void begin(String revision, String checksum) throws Refusal, InterruptedException {
        session.run("insert into " + table + "(revision, checksum) values (" + Psql.text(revision) + ", "
                + Psql.text(checksum) + ");");
    }

    void did(String revision, int statements) throws Refusal, InterruptedException {
        session.run("update " + table + " set statements = " + statements + " where revision = " + Psql.text(revision)
                + ";");
    }

    void end(String revision) throws Refusal, InterruptedException {
        session.run("update " + table + " set done = clock_timestamp() where revision = " + Psql.text(revision) + ";");
    }

    void begunBack(String revision) throws Refusal, InterruptedException {
        session.run(
                "update " + table + " set done = null, statements = 0 where revision = " + Psql.text(revision) + ";");
    }

    void forget(String revision) throws Refusal, InterruptedException {
        session.run("delete from " + table + " where revision = " + Psql.text(revision) + ";");
    }

    @Override
    public void close() {
        session.close();
    }
}
