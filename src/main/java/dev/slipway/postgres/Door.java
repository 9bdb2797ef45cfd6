package dev.slipway.postgres;

import dev.slipway.hands.Refusal;

/** Whether a database lets anybody in, seen from another one of its server. */
public record Door(Psql session, String database) {

    /** Nobody is let in: what a swap that was cut off has left. */
    public boolean closed() throws Refusal, InterruptedException {
        return !session.rows("select to_json(datname::text) from pg_database where not datallowconn and datname = "
                        + Psql.text(database) + ";")
                .isEmpty();
    }

    public void close() throws Refusal, InterruptedException {
        session.run("alter database " + Psql.name(database) + " allow_connections false;");
    }

    public void open() throws Refusal, InterruptedException {
        session.run("alter database " + Psql.name(database) + " allow_connections true;");
    }

    /** Lets people in again where a swap was cut off. */
    public void mend() throws Refusal, InterruptedException {
        if (closed()) {
            session.tools().site().say("a swap that was cut off had closed " + database + ": it is open again");
            open();
        }
    }
}
