package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Among;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.postgres.Address;
import dev.slipway.postgres.Machine;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.run.Outcome;
import dev.slipway.vault.Sealing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code backup.postgres}: a dump of one database, sealed in one pass, and proved. */
public final class BackupPostgres implements Action<BackupPostgres.Dump> {
    private static final Duration ENDING = Duration.ofMinutes(10);

    public record Dump(
            @Among Into into,

            @Among Address.Written address,

            @Doc("What must hold in the restored database: queries, each with the value that it gives") @Standard("")
            List<Invariant> invariants,

            @Doc("A query that gives the revision of the schema, for the catalogue")
            Optional<String> revision,

            @Doc("The folder of pg_dump, pg_restore and psql, when PATH leads to others")
            Optional<String> tools) {
        public Dump {
            invariants = List.copyOf(invariants);
            if (!invariants.isEmpty() && into.prove() != Proving.RESTORE) {
                throw new IllegalArgumentException("'invariants' are asked of a restored database: prove: restore");
            }
        }

        Tools at(Site site) throws Refusal {
            return new Tools(site, address.found(site.environment()), tools);
        }
    }

    @Override
    public String name() {
        return "backup.postgres";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a PostgreSQL database into a store, and proved";
    }

    @Override
    public String doc() {
        return "pg_dump writes its custom format; on the way into the store it is compressed by zstd, encrypted by age and"
                + " hashed, and lies nowhere else. Needs pg_dump, pg_restore and psql of the server's own major version, 13 or"
                + " newer. To prove by restore, tables are read once more in the snapshot of the dump, and the user must be"
                + " allowed to create databases. A backup that was to be proved and is not fails the step. It may be run"
                + " again: that makes another backup.";
    }

    @Override
    public String example() {
        return "backup.postgres: {url: $DATABASE_URL, store: backups, prove: restore}";
    }

    @Override
    public Parameters<Dump> parameters() {
        return RecordParameters.of(Dump.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return Given.names(parameters, "url", "password", "identity");
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("database").or(() -> shown.text("url")).orElse("?") + " into "
                + shown.text("store", "?") + ", proved by " + shown.text("prove", "restore"));
    }

    @Override
    public boolean atPlace() {
        return true;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Dump dump, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Tools tools = dump.at(site);
            try (Psql session = Psql.open(tools)) {
                Server server = Server.ask(session);
                check(dump, tools, server);
                if (!server.standby()) {
                    Side.sweep(session, tools);
                }
                Keeping keeping = Keeping.of(dump.into(), site);
                keeping.room(what(tools, server, Optional.empty()), server.tables());
                Written written = write(dump, tools, session, server, keeping);
                Prover prover = new Prover(tools, written.facts(), dump.invariants(), server.superuser());
                return keeping.proved(
                        written.backup(), opened -> prover.look(dump.into().prove(), opened));
            }
        });
    }

    private static Backup.What what(Tools tools, Server server, Optional<String> revision)
            throws Refusal, InterruptedException {
        return new Backup.What(
                "postgres", tools.address().database(), Machine.of(tools), server.version(), revision, server.bytes());
    }

    private static void check(Dump dump, Tools tools, Server server) throws Refusal, InterruptedException {
        tools.match(server.major(), "pg_dump", "pg_restore");
        if (dump.into().prove() == Proving.RESTORE) {
            if (server.standby()) {
                throw new Refusal("the server is a standby, and nothing can be restored there: prove: list, or name the"
                        + " primary");
            }
            if (!server.createdb()) {
                throw new Refusal(
                        "the user may not create databases, which prove: restore needs: alter role … createdb,"
                                + " or prove: list");
            }
            Room.onServer(tools, server, server.bytes() + server.bytes() / 10);
        }
    }

    private record Written(Backup backup, Optional<Facts> facts) {}

    /** One transaction holds the snapshot that both pg_dump and the looking at tables see. */
    private static Written write(Dump dump, Tools tools, Psql session, Server server, Keeping keeping)
            throws Refusal, IOException, InterruptedException {
        session.run("begin isolation level repeatable read, read only;");
        String snapshot = session.value("select to_json(pg_export_snapshot());").plain();
        boolean compared = dump.into().prove() == Proving.RESTORE;
        Map<String, Facts.Span> before = compared ? Facts.sequences(session) : Map.of();
        Backup backup;
        try (Sealing sealing = keeping.seal("dump", "pg_dump-custom")) {
            dump(tools, snapshot, sealing);
            Backup.What what = what(tools, server, revision(dump, session));
            backup = keeping.enter(sealing, what, "| pg_restore --exit-on-error -d DATABASE");
        }
        Optional<Facts> facts = compared ? Optional.of(Facts.of(session).until(before)) : Optional.empty();
        session.run("rollback;");
        return new Written(backup, facts);
    }

    private static Optional<String> revision(Dump dump, Psql session) throws Refusal, InterruptedException {
        if (dump.revision().isEmpty()) {
            return Optional.empty();
        }
        String query = dump.revision().get().strip().replaceFirst(";\\s*$", "");
        return Optional.of(session.value("select to_json(r::text) from (" + query + ") as one(r) limit 1;")
                .plain());
    }

    private static void dump(Tools tools, String snapshot, Sealing sealing)
            throws Refusal, IOException, InterruptedException {
        // Uncompressed: zstd is faster and better at it, and what is encrypted cannot be compressed any more.
        List<String> words = tools.words(
                "pg_dump", "--format=custom", "--compress=0", "--snapshot=" + snapshot, "--lock-wait-timeout=60s");
        try (Pipe dump = tools.open(words)) {
            Pump.through(dump.out(), sealing.stream());
            if (!(dump.end(ENDING) instanceof Place.Ran.Ended(int status, String _, String _) && status == 0)) {
                throw new Refusal("pg_dump: " + Tools.reason(dump.stderr(), "it has not come to its end"));
            }
        }
    }
}
