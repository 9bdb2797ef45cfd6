package dev.slipway.actions.migrate;

import dev.slipway.base.Secret;
import dev.slipway.flyway.Main;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.schema.Goal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Revision;
import dev.slipway.schema.Standing;
import dev.slipway.schema.risk.Catalogue;
import dev.slipway.schema.risk.Effect;
import dev.slipway.schema.risk.Reader;
import dev.slipway.schema.sql.Script;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flyway, which is part of Slipway: its library runs in a process of its own, under a supervisor like every other tool. */
record Flyway(Asking asking, Errand errand, Means means, Tools tools) implements Migrations {
    private static final String REMEDY = "put right what it left, then: flyway repair";
    private static final String WAY_BACK = "flyway has no way back in its free edition";

    private Errand.Extra extra(String... words) throws Refusal {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add(1, means.folderOr());
        Map<String, String> variables = tools.address().variables();
        Map<String, String> plain = new LinkedHashMap<>();
        plain.put(Main.URL, tools.address().jdbc(session()));
        plain.put(Main.USER, variables.getOrDefault("PGUSER", ""));
        List<Secret> secrets = tools.address().secrets().stream()
                .map(secret -> new Secret(Main.PASSWORD, secret.reveal()))
                .toList();
        return new Errand.Extra(arguments, plain, secrets);
    }

    private String session() {
        return "slipway flyway " + tools.site().origin();
    }

    /** This program again, with another beginning; seen from the directory in which a tool runs. */
    private static String command() {
        String path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(each -> Path.of(each).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        return quoted(System.getProperty("java.home") + "/bin/java") + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "
                + quoted(path) + " " + Main.class.getName();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private Told ask(String... words) throws Refusal, InterruptedException {
        return new Told(asking.json(command(), extra(words)));
    }

    @Override
    public Standing standing() throws Refusal, InterruptedException {
        Standing standing = ask("standing").standing(REMEDY);
        if (standing.pending().isEmpty()) {
            return standing;
        }
        List<Revision> pending =
                up(standing, Goal.NEWEST).stream().map(Migration::revision).toList();
        return new Standing(standing.heads(), standing.applied(), pending, standing.troubles());
    }

    @Override
    public List<Migration> up(Standing standing, Goal to) throws Refusal, InterruptedException {
        if (to.revision().filter(standing::has).isPresent()) {
            return List.of();
        }
        return ask("up", to.word()).plan().stream().map(Flyway::apart).toList();
    }

    /** Flyway takes what cannot be part of a transaction out of one; and what its file says is none. */
    private static Migration apart(Migration migration) {
        Reader reader = new Reader(Catalogue.EMPTY);
        boolean parts = Script.of(migration.text().text()).statements().stream()
                .anyMatch(each -> reader.read(each) instanceof Effect.Understood understood && understood.apart());
        Revision revision = migration.revision();
        return parts
                ? new Migration(new Revision(revision.id(), revision.says(), Revision.Way.IN_PARTS), migration.text())
                : migration;
    }

    @Override
    public List<Migration> down(Standing standing, String to) throws Refusal {
        throw new Refusal(WAY_BACK + " from " + standing.revision()
                + ": restore a backup, or write a migration that goes on from here");
    }

    /** When the process is gone, the server may still be at its last statement. */
    @Override
    public void settle() throws Refusal, InterruptedException {
        errand.settle();
        try (Psql session = Psql.plain(tools, "slipway " + tools.site().origin())) {
            session.run("set statement_timeout = '1h'; do $$ begin while exists(select from pg_stat_activity where"
                    + " application_name = left(" + Psql.text(session()) + ", 63)) loop perform pg_sleep(0.05);"
                    + " perform pg_stat_clear_snapshot(); end loop; end $$;");
        }
    }

    @Override
    public void apply(Standing standing, Goal to) throws Refusal, InterruptedException {
        errand.done("flyway migrate", command(), extra("migrate", to.word()));
    }

    @Override
    public void takeBack(Standing standing, String to) throws Refusal {
        throw new Refusal(WAY_BACK);
    }
}
