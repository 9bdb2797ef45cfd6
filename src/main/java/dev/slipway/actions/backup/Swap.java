package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Door;
import dev.slipway.postgres.Psql;
import java.time.Duration;
import java.util.List;

/**
 * Puts one database in the place of another by renaming both in one transaction. Before it, nobody is let in and who is there
 * is sent away; should it fail, everybody is let in again and nothing has changed.
 */
record Swap(Psql session, String live) {
    /** For sessions that end only when the server has noticed. */
    private static final Duration LEAVING = Duration.ofSeconds(30);

    boolean there(String database) throws Refusal, InterruptedException {
        return session.value(
                        "select to_json(exists (select from pg_database where datname = " + Psql.text(database) + "));")
                .plain()
                .equals("true");
    }

    /** Owner, rights, settings and limit of the live database, which a dump does not carry. */
    void dress(String side) throws Refusal, InterruptedException {
        List<Data> statements = session.rows("""
                with live as (select * from pg_database where datname = %1$s)
                select to_json(statement) from (
                  select 1 as turn, format('alter database %%I owner to %%I', %2$s, pg_get_userbyid(datdba)) as statement from live
                    where pg_has_role(datdba, 'member')
                  union all
                  select 2, format('alter database %%I connection limit %%s', %2$s, datconnlimit) from live
                  union all
                  select 3, format('grant connect, temporary on database %%I to public', %2$s) from live where datacl is null
                  union all
                  select 3, format('grant %%s on database %%I to %%s%%s', a.privilege_type, %2$s,
                      case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end,
                      case when a.is_grantable then ' with grant option' else '' end)
                    from live, lateral aclexplode(live.datacl) a where a.grantee <> live.datdba
                  union all
                  select 4, format('alter %%s set %%I to %%s',
                      case s.setrole when 0 then format('database %%I', %2$s)
                        else format('role %%I in database %%I', pg_get_userbyid(s.setrole), %2$s) end,
                      split_part(c, '=', 1),
                      -- the server keeps lists of names quoted already
                      case when split_part(c, '=', 1) in ('search_path', 'temp_tablespaces', 'local_preload_libraries',
                          'session_preload_libraries', 'shared_preload_libraries', 'unix_socket_directories')
                        then coalesce(nullif(substr(c, strpos(c, '=') + 1), ''), '''''')
                        else quote_literal(substr(c, strpos(c, '=') + 1)) end)
                    from live join pg_db_role_setting s on s.setdatabase = live.oid, lateral unnest(s.setconfig) c
                ) as all_of_it order by turn;
                """.formatted(Psql.text(live), Psql.text(side)));
        for (Data statement : statements) {
            session.run(statement.plain() + ";");
        }
    }

    /** @param aside the name under which the live one is kept */
    void perform(String side, String aside) throws Refusal, InterruptedException {
        boolean swapped = false;
        boolean replaces = there(live);
        try {
            if (replaces) {
                close(live);
            }
            close(side);
            session.run("begin;"
                    + (replaces ? "alter database " + Psql.name(live) + " rename to " + Psql.name(aside) + ";" : "")
                    + "alter database " + Psql.name(side) + " rename to " + Psql.name(live) + ";"
                    + "alter database " + Psql.name(live) + " allow_connections true;"
                    + "commit;");
            swapped = true;
        } finally {
            if (!swapped && replaces) {
                letIn();
            }
        }
    }

    /** A statement that failed has ended the session: another one lets people in again. */
    private void letIn() throws Refusal, InterruptedException {
        boolean stopped = Thread.interrupted();
        try (Psql again = Psql.open(session.tools())) {
            new Door(again, live).open();
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets nobody in any more, and waits until everybody is gone. */
    private void close(String database) throws Refusal, InterruptedException {
        new Door(session, database).close();
        long until = System.nanoTime() + LEAVING.toNanos();
        while (true) {
            session.run("select pg_terminate_backend(pid) from pg_stat_activity where datname = " + Psql.text(database)
                    + ";");
            Data left = session.value(
                    "select to_json(count(*)) from pg_stat_activity where datname = " + Psql.text(database) + ";");
            if (left.plain().equals("0")) {
                return;
            }
            if (System.nanoTime() > until) {
                throw new Refusal(left.plain() + " connections to " + database + " could not be ended");
            }
            Thread.sleep(50);
        }
    }
}
