package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proof;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Depot;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.postgres.Address;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.run.Outcome;
import dev.slipway.vault.Sealing;
import dev.slipway.vault.Vault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code backup.postgres}: a dump of one database, sealed in one pass, and proved. */
public final class BackupPostgres implements Action<BackupPostgres.Dump> {
    private static final Duration ENDING = Duration.ofMinutes(10);

    public record Dump(
            @Doc("The store below 'stores' that keeps it") @Depot
            String store,

            @Doc(
                    "How far it is proved: hash reads it again, list has pg_restore read it to its end, restore restores it into a"
                            + " database beside the original and compares")
            @Standard("restore")
            Proving prove,

            @Doc("The variable with the address of the database, such as $DATABASE_URL")
            Optional<String> url,

            @Doc("The name of the database") Optional<String> database,

            @Doc("The server, else as the tools find it: PGHOST, or its socket")
            Optional<String> host,

            @Doc("Its port") Optional<Integer> port,

            @Doc("Who connects") Optional<String> user,

            @Doc("The variable with the password, such as $DB_PASSWORD; without one ~/.pgpass is asked")
            Optional<String> password,

            @Doc("What must hold in the restored database: queries, each with the value that it gives") @Standard("")
            List<Invariant> invariants,

            @Doc("A query that gives the revision of the schema, for the catalogue")
            Optional<String> revision,

            @Doc(
                    "The variable with a private key of age that opens the backup to prove it; without one a key is made for this"
                            + " backup alone and forgotten with the step")
            Optional<String> identity,

            @Doc("The folder of pg_dump, pg_restore and psql, when PATH leads to others")
            Optional<String> tools) {
        public Dump {
            invariants = List.copyOf(invariants);
            identity.ifPresent(text -> Given.check("identity", text));
            Address.Written _ = new Address.Written(url, database, host, port, user, password);
            if (!invariants.isEmpty() && prove != Proving.RESTORE) {
                throw new IllegalArgumentException("'invariants' are asked of a restored database: prove: restore");
            }
        }

        Tools at(Site site) throws Refusal {
            Address address = new Address.Written(url, database, host, port, user, password).found(site.environment());
            return new Tools(site, address, tools);
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
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Dump dump, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> perform(dump, dump.at(site), site.depot(dump.store())));
    }

    private static Outcome perform(Dump dump, Tools tools, Site.Depot depot)
            throws Refusal, IOException, InterruptedException {
        Vault vault = new Vault(depot.blobs());
        try (Psql session = Psql.open(tools)) {
            Server server = Server.ask(session);
            check(dump, tools, server, vault);
            if (!server.standby()) {
                Side.sweep(session, tools);
            }
            Keyring keys = Keyring.of(depot, dump.identity(), tools.site().environment());
            Written written = write(dump, tools, session, server, new Sealed(vault, keys.recipients()));
            Prover prover = new Prover(tools, vault, keys.identities());
            Proof proof = prover.prove(
                    written.backup(),
                    new Prover.Wanted(dump.prove(), written.facts(), dump.invariants(), server.superuser()));
            String measured = proof instanceof Proof.Proved(Proving how, Instant _, Duration took, String _)
                            && how == Proving.RESTORE
                    ? ", restored in " + Patience.said(took)
                    : "";
            return Kept.outcome(vault.proved(written.backup(), proof), proof, depot, measured);
        }
    }

    private static void check(Dump dump, Tools tools, Server server, Vault vault) throws Refusal, InterruptedException {
        tools.match(server.major(), "pg_dump", "pg_restore");
        if (dump.prove() == Proving.RESTORE) {
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
        Room.inStore(vault, original(tools), server.bytes(), server.tables());
    }

    private static String original(Tools tools) throws Refusal, InterruptedException {
        return new Backup.What("postgres", tools.address().database(), Machine.of(tools), "", Optional.empty(), 0)
                .original();
    }

    private record Sealed(Vault vault, List<String> recipients) {}

    private record Written(Backup backup, Optional<Facts> facts) {}

    /** One transaction holds the snapshot that both pg_dump and the looking at tables see. */
    private static Written write(Dump dump, Tools tools, Psql session, Server server, Sealed into)
            throws Refusal, IOException, InterruptedException {
        Site site = tools.site();
        Instant begun = site.now();
        session.run("begin isolation level repeatable read, read only;");
        String snapshot = session.value("select to_json(pg_export_snapshot());").plain();
        Map<String, Facts.Span> before = dump.prove() == Proving.RESTORE ? Facts.sequences(session) : Map.of();
        Backup backup;
        try (Sealing sealing = into.vault().seal("dump", "pg_dump-custom", into.recipients())) {
            dump(tools, snapshot, sealing);
            Backup.Sealed sealed = sealing.finish();
            backup = new Backup(
                    sealing.name(),
                    new Backup.What(
                            "postgres",
                            tools.address().database(),
                            Machine.of(tools),
                            server.version(),
                            revision(dump, session),
                            server.bytes()),
                    new Backup.Made(begun, Duration.between(begun, site.now()), site.origin()),
                    sealed,
                    dump.prove(),
                    Optional.empty(),
                    Kept.command(sealed, "| pg_restore --exit-on-error -d DATABASE"));
            into.vault().enter(backup);
        }
        site.say(backup.name() + ": " + Server.size(backup.sealed().bytes()) + " of " + Server.size(server.bytes())
                + " in " + Patience.said(backup.made().took()));
        Optional<Facts> facts = Optional.empty();
        if (dump.prove() == Proving.RESTORE) {
            facts = Optional.of(Facts.of(session).until(before));
        }
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
