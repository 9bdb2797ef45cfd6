package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.base.Data;
import dev.slipway.hands.Fallback;
import dev.slipway.hands.Given;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Among;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.postgres.Address;
import dev.slipway.postgres.Door;
import dev.slipway.postgres.Machine;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import dev.slipway.vault.Opened;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code restore.postgres}: a backup beside the live database, verified, and then in its place; the old one is kept. */
public final class RestorePostgres implements Fallback<RestorePostgres.Return> {
    private static final DateTimeFormatter DATED =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss").withZone(ZoneOffset.UTC);
    /** PostgreSQL cuts longer names off. */
    private static final int LONGEST = 63;

    public record Return(
            @Among From from,

            @Among Address.Written address,

            @Doc("What must hold before it takes the place of the live one: queries, each with the value that it gives")
            @Standard("")
            List<Invariant> invariants,

            @Doc("Another database of the server, from which both are renamed") @Standard("postgres")
            String maintenance,

            @Doc("The folder of pg_restore and psql, when PATH leads to others")
            Optional<String> tools) {
        public Return {
            invariants = List.copyOf(invariants);
        }

        Tools at(Site site) throws Refusal {
            Address found = address.found(site.environment());
            if (found.database().equals(maintenance)) {
                throw new Refusal(
                        "'" + maintenance + "' is the database to be restored: 'maintenance' names another one");
            }
            return new Tools(site, found, tools);
        }
    }

    @Override
    public String name() {
        return "restore.postgres";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a backup in the place of a database, which is kept";
    }

    @Override
    public String doc() {
        return "Restores into a database beside the live one, hashes the backup on the way, asks the invariants, and compares"
                + " the two row by row to say what was written since and would be lost. Then nobody is let in, connections are"
                + " ended, and both are renamed in one transaction: the live one becomes NAME_before_DATE, to which nobody can"
                + " connect, and which nobody drops. Undo renames back. Owner, rights and settings of the database itself are"
                + " carried over; subscriptions and publications are not restored. The user must own both and be allowed to"
                + " create databases. Give it no retries: a second try is the answer to what the first has said.";
    }

    @Override
    public String example() {
        return "restore.postgres: {url: $DATABASE_URL, store: backups, backup: proven, identity: $AGE_KEY}";
    }

    @Override
    public Parameters<Return> parameters() {
        return RecordParameters.of(Return.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return Given.names(parameters, "url", "password", "identity");
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        String which = shown.text("backup", Chosen.PROVEN);
        return Preview.line((which.equals(Chosen.PROVEN) ? "the newest proven backup" : which) + " in place of "
                + shown.text("database").or(() -> shown.text("url")).orElse("?"));
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.of("the database from before back in its place");
    }

    @Override
    public void ready(Return wanted, Site site) throws Refusal, IOException, InterruptedException {
        Tools tools = wanted.at(site);
        Tools aside = tools.to(wanted.maintenance());
        try (Psql session = Psql.open(aside)) {
            check(aside, session, tools.address().database(), chosen(wanted, tools));
        }
    }

    private static Backup chosen(Return wanted, Tools tools) throws Refusal, IOException, InterruptedException {
        return wanted.from().chosen("postgres", tools.address().database(), Machine.of(tools), tools.site());
    }

    @Override
    public Outcome perform(Return wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Tools tools = wanted.at(site);
            return perform(wanted, tools, chosen(wanted, tools));
        });
    }

    private static Outcome perform(Return wanted, Tools tools, Backup backup)
            throws Refusal, IOException, InterruptedException {
        String live = tools.address().database();
        Tools aside = tools.to(wanted.maintenance());
        try (Psql session = Psql.open(aside)) {
            Swap swap = new Swap(session, live);
            new Door(session, live).mend();
            Server server = check(aside, session, live, backup);
            try (Opened opened = wanted.from().open(backup, tools.site());
                    Side side = Side.make(aside, live, server.superuser())) {
                Duration took = side.restore(opened);
                List<String> broken = side.broken(wanted.invariants());
                if (!broken.isEmpty()) {
                    throw new Refusal(backup.name() + " breaks an invariant: " + String.join("; ", broken));
                }
                tools.site().say(backup.name() + " is restored beside " + live + " in " + Patience.said(took));
                String loss = swap.there(live) ? loss(tools, side) : "";
                if (!loss.isEmpty()) {
                    tools.site().say(loss);
                }
                Optional<String> refused = wanted.from().refused(backup, loss, tools.site());
                if (refused.isPresent()) {
                    return new Outcome.Failed(refused.get());
                }
                return swapped(swap, side, tools, new Done(backup, took, loss));
            }
        }
    }

    private static Server check(Tools tools, Psql session, String live, Backup backup)
            throws Refusal, InterruptedException {
        Server server = Server.ask(session);
        tools.match(server.major(), "pg_restore");
        int dumped = Integer.parseInt(backup.what().version().replaceAll("\\D.*", ""));
        if (dumped > server.major()) {
            throw new Refusal(
                    backup.name() + " is of PostgreSQL " + dumped + ", and the server is of " + server.major());
        }
        if (server.standby() || !server.createdb()) {
            throw new Refusal(
                    server.standby()
                            ? "the server is a standby, and nothing can be restored there"
                            : "the user may not create databases: alter role … createdb");
        }
        boolean foreign = session.value("select to_json(exists (select from pg_database where datname = "
                        + Psql.text(live) + " and not pg_has_role(datdba, 'member')));")
                .plain()
                .equals("true");
        if (foreign) {
            throw new Refusal("the user does not own " + live + ", and only its owner may rename it");
        }
        Room.onServer(tools, server, backup.what().bytes() + backup.what().bytes() / 10);
        return server;
    }

    /** What the live database has and the restored one has not; not an estimate, both are read. */
    private static String loss(Tools tools, Side side) throws Refusal, InterruptedException {
        try (Psql live = Psql.open(tools)) {
            live.run("begin isolation level repeatable read, read only;");
            List<String> since = Facts.of(live).changedSince(side.facts());
            return since.isEmpty() ? "" : Facts.said(since);
        } catch (Refusal refusal) {
            return "what cannot be told, because the live database cannot be read (" + refusal.why() + ")";
        }
    }

    private record Done(Backup backup, Duration took, String loss) {}

    private static Outcome swapped(Swap swap, Side side, Tools tools, Done done) throws Refusal, InterruptedException {
        Site site = tools.site();
        String old = dated(swap, "_before_", site);
        swap.dress(side.name());
        // Before anything changes: an undo, and a look after a crash, go by this name.
        new Memory(site).remember("old", old);
        boolean replaced = swap.there(swap.live());
        try {
            swap.perform(side.name(), old);
            side.give();
        } catch (Refusal refusal) {
            throw new Refusal(swap.live() + " stays as it is: " + refusal.why(), refusal);
        }
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("id", Data.of(done.backup().name().toString()));
        outputs.put("old", Data.of(replaced ? old : ""));
        if (!done.loss().isEmpty()) {
            site.note("Lost by restoring " + done.backup().name() + ": " + done.loss());
        }
        return new Outcome.Succeeded(
                done.backup().name() + " is live, restored in " + Patience.said(done.took())
                        + (replaced ? "; the one before is " + old : ""),
                outputs);
    }

    /** Of a database that is not there; the second one of a second has a number behind it. */
    private static String dated(Swap swap, String between, Site site) throws Refusal, InterruptedException {
        String end = between + DATED.format(site.now());
        String name = fitted(swap.live(), end);
        for (int number = 2; swap.there(name); number++) {
            name = fitted(swap.live(), end + "_" + number);
        }
        return name;
    }

    private static String fitted(String live, String end) {
        return live.substring(0, Math.min(live.length(), LONGEST - end.length())) + end;
    }

    @Override
    public Outcome undo(Return wanted, Site site) throws InterruptedException {
        Optional<String> old = new Memory(site).recall("old");
        if (old.isEmpty()) {
            return new Outcome.Succeeded("nothing had been replaced", Map.of());
        }
        return Refusal.orFailed(() -> {
            Tools tools = wanted.at(site);
            try (Psql session = Psql.open(tools.to(wanted.maintenance()))) {
                Swap swap = new Swap(session, tools.address().database());
                if (!swap.there(old.get())) {
                    new Door(session, swap.live()).mend();
                    return new Outcome.Succeeded("nothing had been replaced", Map.of());
                }
                String kept = dated(swap, "_undone_", site);
                swap.perform(old.get(), kept);
                return new Outcome.Succeeded(
                        "the database from before is live; the restored one is " + kept,
                        Map.of("undone", Data.of(kept)));
            }
        });
    }

    @Override
    public Sighting look(Return wanted, Site site) throws InterruptedException {
        Memory memory = new Memory(site);
        Optional<String> old = memory.recall("old");
        if (old.isEmpty()) {
            return memory.untouched();
        }
        try {
            Tools tools = wanted.at(site);
            try (Psql session = Psql.open(tools.to(wanted.maintenance()))) {
                return new Swap(session, tools.address().database()).there(old.get())
                        ? new Sighting.Applied(Map.of("old", Data.of(old.get())))
                        : new Sighting.Absent();
            }
        } catch (Refusal refusal) {
            return new Sighting.Unknown(refusal.why());
        }
    }
}
