package dev.slipway.actions.migrate;

import dev.slipway.base.Digest;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.schema.Folder;
import dev.slipway.schema.Goal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Revision;
import dev.slipway.schema.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A folder of SQL, applied by Slipway itself through psql. */
final class SqlFolder implements Migrations {
    private static final String TABLE = "slipway_migrations";

    private final Asking asking;
    private final Means means;
    private final Tools tools;
    private final Duration waits;
    private Optional<Folder> read = Optional.empty();

    /** @param waits how long a statement may wait for a table that others use */
    SqlFolder(Asking asking, Means means, Tools tools, Duration waits) {
        this.asking = asking;
        this.means = means;
        this.tools = tools;
        this.waits = waits;
    }

    private String table() {
        return means.table().orElse(TABLE);
    }

    private Folder folder() throws Refusal, InterruptedException {
        if (read.isEmpty()) {
            Folder folder = Folder.of(SqlFiles.in(asking, means.folderOr(), List.of("*.sql")));
            if (folder.entries().isEmpty()) {
                throw new Refusal("there is no migration in " + means.folderOr() + ": files named as 0001_orders.sql");
            }
            read = Optional.of(folder);
        }
        return read.get();
    }

    @Override
    public Standing standing() throws Refusal, InterruptedException {
        Folder folder = folder();
        try (Ledger ledger = Ledger.open(tools, table(), false)) {
            return folder.standing(ledger.recorded(), ledger.half());
        }
    }

    @Override
    public List<Migration> up(Standing standing, Goal to) throws Refusal, InterruptedException {
        List<Migration> all = new ArrayList<>();
        for (Revision each : standing.pendingTo(to)) {
            Folder.Entry entry = folder().entry(each.id()).orElseThrow();
            SqlScript _ = SqlScript.of(entry.file(), entry.up());
            all.add(new Migration(each, new Migration.Text.Sql(entry.up())));
        }
        return all;
    }

    @Override
    public List<Migration> down(Standing standing, String to) throws Refusal, InterruptedException {
        List<Migration> all = new ArrayList<>();
        for (Revision each : standing.appliedAfter(to)) {
            all.add(new Migration(each, new Migration.Text.Sql(back(each.id()).text())));
        }
        return all;
    }

    private SqlScript back(String id) throws Refusal, InterruptedException {
        String file = id + ".down.sql";
        Optional<String> text = folder().entry(id).flatMap(Folder.Entry::down);
        if (text.isEmpty()) {
            throw new Refusal("there is no " + file + " in " + means.folderOr() + ", so nothing says how to take " + id
                    + " back");
        }
        return SqlScript.of(file, text.get());
    }

    /** The server ends a session of before when its statement ends; whoever opens the ledger has waited for that. */
    @Override
    public void settle() throws Refusal, InterruptedException {
        Ledger.open(tools, table(), false).close();
    }

    @Override
    public void apply(Standing standing, Goal to) throws Refusal, InterruptedException {
        for (Revision each : standing.pendingTo(to)) {
            Folder.Entry entry = folder().entry(each.id()).orElseThrow();
            SqlScript script = SqlScript.of(entry.file(), entry.up());
            Instant begun = tools.site().now();
            try (Ledger ledger = Ledger.open(tools, table(), true)) {
                if (ledger.recorded().stream().anyMatch(done -> done.id().equals(each.id()))) {
                    continue; // another session has done it while this one waited
                }
                if (script.whole()) {
                    atOnce(ledger, script, () -> ledger.whole(each.id(), checksum(entry)));
                } else {
                    ledger.begin(each.id(), checksum(entry));
                    oneByOne(ledger, script, each.id());
                    ledger.end(each.id());
                }
            }
            tools.site()
                    .say(each.id() + " applied in "
                            + Patience.said(Duration.between(begun, tools.site().now())));
        }
    }

    private static String checksum(Folder.Entry entry) {
        return Digest.of(entry.up()).hex();
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws Refusal, InterruptedException;
    }

    /** The text, and that it was done, in one transaction: either both are there afterwards or neither. */
    private void atOnce(Ledger ledger, SqlScript script, Writing written) throws Refusal, InterruptedException {
        Psql session = ledger.session();
        session.run("begin; set local lock_timeout = '" + waits.toMillis() + "ms';");
        Optional<Psql.Stop> stop = session.script(script.text() + "\n;");
        if (stop.isPresent()) {
            throw new Refusal(script.file() + ":" + script.lineOf(stop.get().line()) + ": "
                    + stop.get().why() + "; nothing of it was kept");
        }
        // A script may have changed where names lead and how long to wait: that ends with it.
        written.write();
        session.run("commit;");
    }

    private void oneByOne(Ledger ledger, SqlScript script, String revision) throws Refusal, InterruptedException {
        ledger.session().run("set lock_timeout = '" + waits.toMillis() + "ms';");
        int done = 0;
        for (var statement : script.statements()) {
            Optional<Psql.Stop> stop = ledger.session().script(statement.text() + "\n;");
            if (stop.isPresent()) {
                throw new Refusal(script.file() + ":" + statement.line() + ": "
                        + stop.get().why() + "; " + revision + " has stopped half-way, " + done + " of "
                        + script.statements().size() + " statements are done"
                        + (statement.text().toLowerCase(Locale.ROOT).contains("concurrently")
                                ? ", and an index that was being built is left invalid: drop it"
                                : ""));
            }
            ledger.did(revision, ++done);
        }
    }

    @Override
    public void takeBack(Standing standing, String to) throws Refusal, InterruptedException {
        for (Revision each : standing.appliedAfter(to)) {
            SqlScript script = back(each.id());
            try (Ledger ledger = Ledger.open(tools, table(), true)) {
                if (ledger.recorded().stream().noneMatch(done -> done.id().equals(each.id()))) {
                    continue;
                }
                if (script.whole()) {
                    atOnce(ledger, script, () -> ledger.forget(each.id()));
                } else {
                    ledger.begunBack(each.id());
                    oneByOne(ledger, script, each.id());
                    ledger.forget(each.id());
                }
            }
            tools.site().say(each.id() + " taken back");
        }
    }
}
