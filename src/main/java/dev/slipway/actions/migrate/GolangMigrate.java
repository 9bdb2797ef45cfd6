package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.schema.Folder;
import dev.slipway.schema.Goal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Revision;
import dev.slipway.schema.Standing;
import dev.slipway.schema.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** golang-migrate, asked by its table: one row with the newest version, and whether that one has come to its end. */
record GolangMigrate(Asking asking, Errand errand, Means means, Tools tools) implements Migrations {

    private Folder folder() throws Refusal, InterruptedException {
        Folder folder = Folder.of(SqlFiles.in(asking, means.folderOr(), List.of("*.up.sql", "*.down.sql")));
        if (folder.entries().isEmpty()) {
            throw new Refusal("there is no migration in " + means.folderOr() + ": files named as 0001_orders.up.sql");
        }
        return folder;
    }

    private static long number(String id) {
        String digits = id.replaceFirst("_.*", "");
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : Long.MAX_VALUE;
    }

    /** @param dirty it was begun and has no end */
    private record Version(long number, boolean dirty) {}

    private Optional<Version> version() throws Refusal, InterruptedException {
        try (Psql session = Psql.plain(tools, "slipway " + tools.site().origin())) {
            boolean there = session.value("select to_json(to_regclass('schema_migrations') is not null);")
                    .plain()
                    .equals("true");
            List<Data> rows = there
                    ? session.rows("select json_build_array(version::text, dirty) from schema_migrations;")
                    : List.of();
            return rows.stream()
                    .map(row -> ((Data.Listing) row).items())
                    .map(row -> new Version(
                            Long.parseLong(row.getFirst().plain()),
                            row.getLast().plain().equals("true")))
                    .findFirst();
        }
    }

    @Override
    public Standing standing() throws Refusal, InterruptedException {
        Folder folder = folder();
        Optional<Version> version = version();
        List<Folder.Recorded> done = new ArrayList<>();
        List<Trouble> half = new ArrayList<>();
        if (version.isPresent()) {
            long newest = version.get().number();
            boolean dirty = version.get().dirty();
            for (Folder.Entry entry : folder.entries()) {
                long own = number(entry.id());
                if (own < newest || (own == newest && !dirty)) {
                    done.add(new Folder.Recorded(entry.id(), Optional.empty()));
                }
            }
            Optional<String> name = folder.entries().stream()
                    .map(Folder.Entry::id)
                    .filter(id -> number(id) == newest)
                    .findFirst();
            if (dirty) {
                half.add(new Trouble.HalfWay(
                        name.orElse(Long.toString(newest)),
                        "",
                        "put right what it left, then: migrate force VERSION, with the version at which it is then"));
            } else if (name.isEmpty()) {
                done.add(new Folder.Recorded(Long.toString(newest), Optional.empty()));
            }
        }
        return folder.standing(done, half);
    }

    @Override
    public List<Migration> up(Standing standing, Goal to) throws Refusal, InterruptedException {
        Folder folder = folder();
        return standing.pendingTo(to).stream()
                .map(each -> new Migration(
                        each,
                        new Migration.Text.Sql(
                                folder.entry(each.id()).orElseThrow().up())))
                .toList();
    }

    @Override
    public List<Migration> down(Standing standing, String to) throws Refusal, InterruptedException {
        Folder folder = folder();
        List<Migration> all = new ArrayList<>();
        for (Revision each : standing.appliedAfter(to)) {
            String text = folder.entry(each.id())
                    .flatMap(Folder.Entry::down)
                    .orElseThrow(() -> new Refusal("there is no " + each.id() + ".down.sql in " + means.folderOr()
                            + ", so nothing says how to take " + each.id() + " back"));
            all.add(new Migration(each, new Migration.Text.Sql(text)));
        }
        return all;
    }

    @Override
    public void settle() throws Refusal, InterruptedException {
        errand.settle();
    }

    @Override
    public void apply(Standing standing, Goal to) throws Refusal, InterruptedException {
        List<Revision> wanted = standing.pendingTo(to);
        migrate("goto", Long.toString(number(wanted.getLast().id())));
    }

    @Override
    public void takeBack(Standing standing, String to) throws Refusal, InterruptedException {
        if (to.equals(Standing.EMPTY)) {
            migrate("down", "-all");
        } else {
            migrate("goto", Long.toString(number(to)));
        }
    }

    /** Where the database is goes by the environment, as libpq has it: a command line can be read by everybody. */
    private void migrate(String verb, String argument) throws Refusal, InterruptedException {
        var environment = tools.address().environment("slipway migrate");
        Errand.Extra extra = new Errand.Extra(
                List.of(
                        "-path",
                        means.folderOr(),
                        "-database",
                        "postgres:///" + tools.address().database(),
                        verb,
                        argument),
                environment.plain(),
                environment.secrets());
        errand.done("migrate " + verb, means.command().orElse("migrate"), extra);
    }
}
