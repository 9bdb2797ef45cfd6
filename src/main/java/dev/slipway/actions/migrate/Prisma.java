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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prisma, asked by its table and its folders: it ends well also where its engine did nothing. It has no way back. */
record Prisma(Asking asking, Errand errand, Means means, Tools tools) implements Migrations {
    private static final String FILE = "/migration.sql";

    private Folder folder() throws Refusal, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        SqlFiles.in(asking, means.folderOr(), List.of("*" + FILE))
                .forEach((name, text) -> files.put(name.substring(0, name.length() - FILE.length()) + ".sql", text));
        if (files.isEmpty()) {
            throw new Refusal("there is no migration in " + means.folderOr() + ": folders with a migration.sql");
        }
        return Folder.of(files);
    }

    @Override
    public Standing standing() throws Refusal, InterruptedException {
        List<Folder.Recorded> done = new ArrayList<>();
        List<Trouble> half = new ArrayList<>();
        try (Psql session = Psql.plain(tools, "slipway " + tools.site().origin())) {
            boolean there = session.value("select to_json(to_regclass('_prisma_migrations') is not null);")
                    .plain()
                    .equals("true");
            List<Data> rows = there
                    ? session.rows("select json_build_array(migration_name, checksum, finished_at is not null)"
                            + " from _prisma_migrations where rolled_back_at is null order by started_at;")
                    : List.of();
            for (Data row : rows) {
                List<Data> columns = ((Data.Listing) row).items();
                String name = columns.getFirst().plain();
                if (columns.getLast().plain().equals("true")) {
                    done.add(
                            new Folder.Recorded(name, Optional.of(columns.get(1).plain())));
                } else {
                    half.add(new Trouble.HalfWay(
                            name,
                            "",
                            "put right what it left, then: npx prisma migrate resolve --rolled-back " + name
                                    + ", or --applied"));
                }
            }
        }
        return folder().standing(done, half);
    }

    @Override
    public List<Migration> up(Standing standing, Goal to) throws Refusal, InterruptedException {
        Folder folder = folder();
        List<Revision> wanted = standing.pendingTo(to);
        if (wanted.size() < standing.pending().size()) {
            throw new Refusal("prisma applies all that is pending, and stops at no revision before "
                    + standing.pending().getLast().id());
        }
        return wanted.stream()
                .map(each -> new Migration(
                        each,
                        new Migration.Text.Sql(
                                folder.entry(each.id()).orElseThrow().up())))
                .toList();
    }

    @Override
    public List<Migration> down(Standing standing, String to) throws Refusal {
        throw new Refusal("prisma has no way back from " + standing.revision()
                + ": restore a backup, or write a migration that goes on from here");
    }

    @Override
    public void settle() throws Refusal, InterruptedException {
        errand.settle();
    }

    @Override
    public void apply(Standing standing, Goal to) throws Refusal, InterruptedException {
        errand.done(
                "prisma migrate deploy", means.command().orElse("npx prisma"), Errand.Extra.words("migrate", "deploy"));
    }

    @Override
    public void takeBack(Standing standing, String to) throws Refusal {
        throw new Refusal("prisma has no way back");
    }
}
