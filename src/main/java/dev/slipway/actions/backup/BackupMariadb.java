package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Among;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.vault.Opened;
import dev.slipway.vault.Sealing;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code backup.mariadb}: a dump of one database, sealed in one pass, and proved. */
public final class BackupMariadb implements Action<BackupMariadb.Dump> {
    private static final Duration ENDING = Duration.ofMinutes(10);

    /** How all tables are caught at one instant. */
    public enum Consistent {
        TRANSACTION,
        LOCK
    }

    public record Dump(
            @Among Into into,

            @Among Login.Written server,

            @Doc("The name of the database; with 'url' it may stand there")
            Optional<String> database,

            @Doc(
                    "By a transaction while others write, or by a lock that makes them wait: for tables that are not of InnoDB")
            @Standard("transaction")
            Consistent consistent,

            @Doc("The folder of mariadb and mariadb-dump, when PATH leads to others")
            Optional<String> tools) {
        public Dump {
            if (server.url().isEmpty() && database.isEmpty()) {
                throw new IllegalArgumentException("either 'database' or 'url' says which database");
            }
        }
    }

    @Override
    public String name() {
        return "backup.mariadb";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a MariaDB database into a store, and proved";
    }

    @Override
    public String doc() {
        return "mariadb-dump writes SQL with routines, triggers and events; on the way into the store it is compressed by zstd,"
                + " encrypted by age and hashed, and lies nowhere else. A dump without its last line is refused. To prove by"
                + " restore, the database restored beside the original is dumped again, and both dumps must be equal; the"
                + " user must be allowed to create databases. Events would run there too: while the server runs events and"
                + " the database has some, it is refused.";
    }

    @Override
    public String example() {
        return "backup.mariadb: {url: $DATABASE_URL, store: backups, prove: restore}";
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
        return Refusal.orFailed(() -> {
            Login login = dump.server().found(Login.Kind.MARIADB, site.environment());
            String database = dump.database()
                    .or(login::path)
                    .orElseThrow(() -> new Refusal("the address names no database: say which by 'database'"));
            Programs programs = Programs.of(site, login, dump.tools(), "MYSQL_PWD");
            return perform(dump, programs, database, Keeping.of(dump.into(), site));
        });
    }

    private static Outcome perform(Dump dump, Programs programs, String database, Keeping keeping)
            throws Refusal, IOException, InterruptedException {
        try (MariaShell session = MariaShell.open(programs)) {
            MariaSide.sweep(session, programs.site());
            String version = session.value("select version()");
            long bytes = check(dump, session, database);
            Backup.What what = new Backup.What("mariadb", database, programs.where(), version, Optional.empty(), bytes);
            keeping.room(what, bytes);
            try (Sealing sealing = keeping.seal("sql", "mariadb-dump")) {
                DumpSum sum = new DumpSum(sealing.stream());
                dump(programs, database, dump.consistent(), sum);
                Backup backup = keeping.enter(sealing, what, "| mariadb --default-character-set=utf8mb4 DATABASE");
                Origin origin = new Origin(programs, session, database, sum.sum());
                return keeping.proved(
                        backup,
                        opened -> dump.into().prove() == Proving.RESTORE
                                ? restored(opened, origin)
                                : read(opened, origin));
            }
        }
    }

    /** Gives its size in bytes, as the server estimates it. */
    private static long check(Dump dump, MariaShell session, String database) throws Refusal, InterruptedException {
        String name = MariaShell.text(database);
        if (session.value("select count(*) from information_schema.schemata where schema_name = " + name)
                .equals("0")) {
            throw new Refusal("there is no database " + database + ", or the user may not see it");
        }
        if (dump.consistent() == Consistent.TRANSACTION) {
            List<String> others =
                    session.rows("select concat(table_name, ' of ', engine) from information_schema.tables where"
                            + " table_schema = " + name
                            + " and table_type = 'BASE TABLE' and engine <> 'InnoDB' limit 3");
            if (!others.isEmpty()) {
                throw new Refusal("a transaction does not catch " + String.join(", ", others)
                        + " at the same instant as the others: convert them, or consistent: lock");
            }
        }
        if (dump.into().prove() == Proving.RESTORE
                && session.value("select @@global.event_scheduler").equalsIgnoreCase("ON")
                && !session.value("select count(*) from information_schema.events where event_schema = " + name)
                        .equals("0")) {
            throw new Refusal(
                    database + " has events, which would run in the database beside it too: prove: list, or turn"
                            + " event_scheduler off meanwhile");
        }
        return Long.parseLong(session.value("select coalesce(sum(data_length), 0) from information_schema.tables where"
                + " table_schema = " + name));
    }

    static void dump(Programs programs, String database, Consistent consistent, DumpSum into)
            throws Refusal, IOException, InterruptedException {
        List<String> words = new ArrayList<>(MariaShell.connection(programs));
        words.addAll(List.of(
                "--quick",
                "--routines",
                "--triggers",
                "--events",
                "--hex-blob",
                "--skip-dump-date",
                "--order-by-primary",
                consistent == Consistent.TRANSACTION ? "--single-transaction" : "--lock-tables",
                "--",
                database));
        try (Pipe dump = programs.open(programs.words("mariadb-dump", words))) {
            Pump.through(dump.out(), into);
            if (!Programs.ended(dump.end(ENDING))) {
                throw new Refusal("mariadb-dump: " + MariaShell.reason(dump.stderr(), "it has not come to its end"));
            }
        }
        if (!into.ended()) {
            throw new Refusal("mariadb-dump has ended without its last line: the dump is cut off");
        }
    }

    /** @param sum of the dump as it was written */
    private record Origin(Programs programs, MariaShell session, String database, String sum) {}

    private static Keeping.Found read(Opened opened, Origin origin) throws Refusal, IOException, InterruptedException {
        DumpSum read = new DumpSum(OutputStream.nullOutputStream());
        Pump.through(opened.stream(), read);
        opened.verify();
        if (!read.ended() || !read.sum().equals(origin.sum())) {
            throw new Refusal("what was read is not what was dumped");
        }
        return Keeping.Found.read("read to the dump's last line");
    }

    private static Keeping.Found restored(Opened opened, Origin origin)
            throws Refusal, IOException, InterruptedException {
        Site site = origin.programs().site();
        String name = MariaSide.BEGINNING
                + Digest.of(site.origin() + site.now()).hex().substring(0, 12);
        try (MariaSide side = MariaSide.make(origin.programs(), origin.session(), origin.database(), name)) {
            Instant begun = site.now();
            side.restore(opened);
            Duration took = Duration.between(begun, site.now());
            DumpSum again = new DumpSum(OutputStream.nullOutputStream());
            dump(origin.programs(), name, Consistent.TRANSACTION, again);
            if (!again.sum().equals(origin.sum())) {
                throw new Refusal("what was restored is not what was dumped: a dump of it is another");
            }
            return Keeping.Found.restored(side.tables() + " tables, dumped again, are equal", took);
        }
    }
}
