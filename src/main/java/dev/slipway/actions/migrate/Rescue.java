package dev.slipway.actions.migrate;

import dev.slipway.backup.Backup;
import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.Action;
import dev.slipway.hands.Fallback;
import dev.slipway.hands.Given;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.postgres.Door;
import dev.slipway.postgres.Machine;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import dev.slipway.vault.Vault;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way back by a backup of this run: what restores is the action that restores everywhere. */
record Rescue(Fallback<? extends Record> restore, Means means, Source source, Site site) {
    private static final String KIND = "postgres";
    /** What the action that restores has remembered when it begins to change anything. */
    private static final String SWAPPING = "old";
    /** From which it renames when nobody names another one. */
    private static final String MAINTENANCE = "postgres";

    /** Before anything is migrated: without the backup there would be no way back. */
    void check() throws Refusal, IOException, InterruptedException {
        String name = source.backup().orElseThrow();
        String store = source.store().orElseThrow();
        Tools tools = means.database(site).orElseThrow();
        String database = tools.address().database();
        if (database.equals(MAINTENANCE)) {
            throw new Refusal("the undo could not restore " + name + ": nothing takes the place of the database "
                    + MAINTENANCE + ", from which others are renamed");
        }
        Vault vault = new Vault(site.depot(store).blobs());
        Optional<Backup> found = vault.catalogue().whole().stream()
                .filter(each -> each.name().toString().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            throw new Refusal("there is no backup " + name + " in " + store + ", and the undo would restore it");
        }
        Backup backup = found.get();
        String run = new Backup.Made(site.now(), Duration.ZERO, site.origin()).run();
        if (!backup.what().kind().equals(KIND) || !backup.what().subject().equals(database)) {
            throw new Refusal(name + " is of " + backup.what().subject() + " and not of " + database
                    + ", and the undo would restore it");
        }
        String where = Machine.of(tools);
        if (!backup.what().where().equals(where)) {
            throw new Refusal(name + " is of " + database + " at "
                    + backup.what().where() + " and not at " + where + ", and the undo would restore it");
        }
        if (!backup.made().run().equals(run)) {
            throw new Refusal(name + " was made by " + backup.made().by()
                    + " and not by this run, and the undo would lose what was written since");
        }
        if (!backup.proven()) {
            throw new Refusal(name + " is not proven, and the undo would restore it");
        }
        open(vault, backup);
        try {
            ready(restore);
        } catch (Refusal refusal) {
            throw new Refusal("the undo could not restore " + name + ": " + refusal.why(), refusal);
        }
    }

    private <P extends Record> void ready(Fallback<P> action) throws Refusal, IOException, InterruptedException {
        action.ready(bound(action), site);
    }

    /** A key that does not fit is noticed by its first bytes. */
    private void open(Vault vault, Backup backup) throws Refusal {
        List<Secret> keys = source.identity().isPresent()
                ? List.of(Given.value(source.identity().get(), site.environment()))
                : List.of();
        try {
            vault.open(backup, keys).close();
        } catch (IOException e) {
            throw new Refusal(e.getMessage() + ", and the undo would restore it", e);
        }
    }

    /**
     * A restore that was killed while it put the backup in its place may have left a database that lets nobody in, and then
     * nobody could even ask where it stands.
     */
    void reopen() throws Refusal, InterruptedException {
        if (new Memory(site).get(SWAPPING).isEmpty()) {
            return;
        }
        Tools tools = means.database(site).orElseThrow();
        try (Psql session = Psql.open(tools.to(MAINTENANCE))) {
            new Door(session, tools.address().database()).mend();
        }
    }

    String name() {
        return source.backup().orElseThrow();
    }

    Outcome perform() throws InterruptedException {
        return perform(restore);
    }

    private <P extends Record> Outcome perform(Action<P> action) throws InterruptedException {
        return action.perform(bound(action), site);
    }

    /** Whether the backup stands in the place of the database, and that one is kept. */
    boolean swapped() throws Refusal, InterruptedException {
        if (new Memory(site).get(SWAPPING).isEmpty()) {
            return false;
        }
        return switch (look(restore)) {
            case Sighting.Applied _ -> true;
            case Sighting.Absent _ -> false;
            case Sighting.Unknown(String why) -> throw new Refusal(why);
        };
    }

    private <P extends Record> Sighting look(Action<P> action) throws InterruptedException {
        return action.look(bound(action), site);
    }

    /** Puts the database from before in its place again, and says so, or why not. */
    String back() throws InterruptedException {
        return switch (undo(restore)) {
            case Outcome.Succeeded done -> done.summary();
            case Outcome.Failed(String reason) -> "the database from before is not live again: " + reason;
            case Outcome.InDoubt(String why) -> "whether the database from before is live again is not known: " + why;
        };
    }

    private <P extends Record> Outcome undo(Action<P> action) throws InterruptedException {
        return action.undo(bound(action), site);
    }

    @SuppressWarnings("unchecked") // an action's parameters are of its own kind
    private <P extends Record> P bound(Action<P> action) {
        Map<String, Data> parameters = new LinkedHashMap<>();
        source.store().ifPresent(store -> parameters.put("store", Data.of(store)));
        source.backup().ifPresent(name -> parameters.put("backup", Data.of(name)));
        source.identity().ifPresent(key -> parameters.put("identity", Data.of(key)));
        means.url().ifPresent(url -> parameters.put("url", Data.of(url)));
        means.tools().ifPresent(folder -> parameters.put("tools", Data.of(folder)));
        return (P) action.parameters().bind(new Data.Mapping(parameters));
    }
}
