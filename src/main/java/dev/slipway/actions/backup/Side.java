package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.vault.Opened;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A database beside the original on the same server, into which a backup is restored. A session that carries its name keeps
 * it; when that session is gone, because Slipway was killed, whoever comes next drops it.
 */
final class Side implements AutoCloseable {
    private static final String BEGINNING = "slipway_side_";
    private static final Duration ENDING = Duration.ofMinutes(10);
    private static final Duration INVARIANT = Duration.ofMinutes(5);

    private final Tools tools;
    private final Psql keeper;
    private final String name;
    private final boolean superuser;
    private boolean given;

    private Side(Tools tools, Psql keeper, String name, boolean superuser) {
        this.tools = tools;
        this.keeper = keeper;
        this.name = name;
        this.superuser = superuser;
    }

    /** Like the database of these tools in encoding and collation, and empty. */
    static Side make(Tools tools, boolean superuser) throws Refusal, InterruptedException {
        return make(tools, tools.address().database(), superuser);
    }

    /** @param like the database that it will stand in for; one that is gone is no model, and the tools' own is */
    static Side make(Tools tools, String like, boolean superuser) throws Refusal, InterruptedException {
        String name = BEGINNING
                + Digest.of(tools.address().database()
                                + tools.site().origin()
                                + tools.site().now())
                        .hex()
                        .substring(0, 12);
        Psql keeper = Psql.open(tools, name);
        try {
            sweep(keeper, tools);
            Data create = keeper.value("""
                    select to_json(format('create database %%I template template0 encoding %%L lc_collate %%L lc_ctype %%L',
                        %1$s, pg_encoding_to_char(d.encoding), d.datcollate, d.datctype)
                      || case when to_jsonb(d) ->> 'datlocprovider' = 'i' then
                           format(' locale_provider icu icu_locale %%L',
                             coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale')) else '' end)
                      from pg_database d where d.datname in (current_database(), %2$s)
                      order by d.datname <> %2$s limit 1;
                    """.formatted(Psql.text(name), Psql.text(like)));
            keeper.run(create.plain() + ";");
            keeper.run("revoke all on database " + name + " from public;");
            return new Side(tools, keeper, name, superuser);
        } catch (Refusal | InterruptedException e) {
            keeper.close();
            throw e;
        }
    }

    /** Drops what a Slipway that was killed has left on this server; what another one works with is left alone. */
    static void sweep(Psql session, Tools tools) throws Refusal, InterruptedException {
        for (Data left : session.rows("""
                select to_json(datname::text) from pg_database d
                  where datname ~ '^%s[0-9a-f]{12}$' and pg_has_role(d.datdba, 'member')
                    and not exists (select from pg_stat_activity a where a.application_name = d.datname);
                """.formatted(BEGINNING))) {
            tools.site().say("dropping " + left.plain() + ", which a run that was killed has left");
            drop(session, left.plain());
        }
    }

    private static void drop(Psql session, String name) throws Refusal, InterruptedException {
        session.run("select pg_terminate_backend(pid) from pg_stat_activity where datname = " + Psql.text(name)
                + " and pid <> pg_backend_pid();");
        session.run("drop database if exists " + Psql.name(name) + " with (force);");
    }

    String name() {
        return name;
    }

    Tools tools() {
        return tools.to(name);
    }

    Psql keeper() {
        return keeper;
    }

    /** Restores all of a backup, and gives how long that took; the blob is verified on the way. */
    Duration restore(Opened opened) throws Refusal, InterruptedException {
        Instant begun = tools.site().now();
        List<String> words = new ArrayList<>(
                tools.words("pg_restore", "--exit-on-error", "--no-subscriptions", "--no-publications", "-d", name));
        if (!superuser) {
            words.addAll(List.of("--no-owner", "--no-privileges"));
        }
        try (Pipe restore = tools.open(words)) {
            boolean broken = false;
            try {
                Pump.through(opened.stream(), restore.in());
            } catch (IOException e) {
                broken = true;
                String said = Tools.reason(restore.stderr(), "");
                if (said.isEmpty()) {
                    throw new Refusal(String.valueOf(e.getMessage()), e);
                }
            }
            Place.Ran ran = restore.end(ENDING);
            if (broken || !(ran instanceof Place.Ran.Ended(int status, String _, String _) && status == 0)) {
                throw new Refusal("pg_restore: " + Tools.reason(restore.stderr(), "it has not come to its end"));
            }
            opened.verify();
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
        return Duration.between(begun, tools.site().now());
    }

    Facts facts() throws Refusal, InterruptedException {
        try (Psql session = Psql.open(tools())) {
            session.run("begin isolation level repeatable read, read only;");
            return Facts.of(session);
        }
    }

    /** What does not hold, in a few words each. */
    List<String> broken(List<Invariant> invariants) throws Refusal, InterruptedException {
        return new Asking(tools(), INVARIANT).broken(invariants);
    }

    /** It is somebody's now: it stays when this is closed. */
    void give() {
        given = true;
    }

    @Override
    public void close() {
        boolean stopped = Thread.interrupted(); // a step that is stopped still takes its database with it
        try (keeper) {
            if (!given) {
                drop(keeper, name);
            }
        } catch (Refusal refusal) {
            tools.site()
                    .say("the database " + name + " could not be dropped and is dropped next time: " + refusal.why());
        } catch (InterruptedException _) {
            stopped = true;
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
