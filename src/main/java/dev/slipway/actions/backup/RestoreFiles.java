package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Among;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.plan.Preview;
import dev.slipway.postgres.Machine;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import dev.slipway.vault.Opened;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code restore.files}: a backup beside the folder, verified, and then in its place; the old one is kept. */
public final class RestoreFiles implements Action<RestoreFiles.Return> {
    private static final DateTimeFormatter DATED =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss").withZone(ZoneOffset.UTC);

    public record Return(
            @Among From from,

            @Doc("The folder that it becomes") String folder) {
        public Return {
            if (folder.isBlank()) {
                throw new IllegalArgumentException("'folder' is empty");
            }
        }
    }

    @Override
    public String name() {
        return "restore.files";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a backup in the place of a folder, which is kept";
    }

    @Override
    public String doc() {
        return "Unpacks into a folder beside the live one, hashes the backup on the way, and compares names, kinds, rights,"
                + " owners, times and sizes with what the catalogue has of the original. It says which files were written"
                + " since and would be lost. Then the two change names: the live one becomes FOLDER_before_DATE, which nobody"
                + " deletes. Undo renames back. One backup is of one folder: several are several steps. What was excluded"
                + " from the backup is in the old folder alone. Stop who has files open there: they would go on writing into"
                + " the old one. A folder that is a disk of its own cannot be renamed and is refused. As another user than"
                + " root, owners are not brought back. Give it no retries: a second try is the answer to what the first"
                + " has said.";
    }

    @Override
    public String example() {
        return "restore.files: {folder: /srv/planner/uploads, store: backups, identity: $AGE_KEY}";
    }

    @Override
    public Parameters<Return> parameters() {
        return RecordParameters.of(Return.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return Given.names(parameters, "identity");
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        String which = shown.text("backup", Chosen.PROVEN);
        return Preview.line((which.equals(Chosen.PROVEN) ? "the newest proven backup" : which) + " in place of "
                + shown.text("folder", "?"));
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.of("the folder from before back in its place");
    }

    @Override
    public Outcome perform(Return wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            FolderSwap swap = FolderSwap.of(site, wanted.folder());
            swap.mend();
            Backup backup = wanted.from().chosen("files", wanted.folder(), Machine.name(site), site);
            swap.check(backup.what().bytes());
            Instant begun = site.now();
            try (Opened opened = wanted.from().open(backup, site)) {
                swap.makeSide();
                Tree side = new Tree(site, swap.side(), List.of());
                side.unpack(opened);
                verify(backup, side);
            } catch (Refusal | IOException | InterruptedException e) {
                swap.removeSide();
                throw e;
            }
            Duration took = Duration.between(begun, site.now());
            site.say(backup.name() + " is unpacked beside " + wanted.folder() + " in " + Patience.said(took));
            return swapped(wanted, swap, backup, took);
        });
    }

    /** Its bytes are those that were written; this is whether tar could make of them here what was there. */
    private static void verify(Backup backup, Tree side) throws Refusal, InterruptedException {
        Optional<Digest> shape = backup.what().shape();
        if (shape.isPresent() && !side.shape().equals(shape.get())) {
            throw new Refusal(
                    "what was unpacked is not what " + backup.name() + " was made of: names, rights, owners or"
                            + " times could not be brought back here; nothing has changed");
        }
    }

    private static Outcome swapped(Return wanted, FolderSwap swap, Backup backup, Duration took)
            throws Refusal, InterruptedException {
        Site site = swap.site();
        String loss = swap.there() ? new Tree(site, swap.live(), List.of()).since(swap.side()) : "";
        if (!loss.isEmpty()) {
            site.say(loss);
        }
        Optional<String> refused = wanted.from().refused(backup, loss, site);
        if (refused.isPresent()) {
            swap.removeSide();
            return new Outcome.Failed(refused.get());
        }
        boolean replaced = swap.there();
        String old = swap.perform("_before_" + DATED.format(site.now()));
        if (!loss.isEmpty()) {
            site.note("Lost by restoring " + backup.name() + ": " + loss);
        }
        return new Outcome.Succeeded(
                backup.name() + " is in place, unpacked in " + Patience.said(took)
                        + (replaced ? "; the one before is " + old : ""),
                Map.of("id", Data.of(backup.name().toString()), "old", Data.of(replaced ? old : "")));
    }

    @Override
    public Outcome undo(Return wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            FolderSwap swap = FolderSwap.of(site, wanted.folder());
            swap.mend();
            Optional<String> kept = swap.undo("_undone_" + DATED.format(site.now()));
            return kept.isEmpty()
                    ? new Outcome.Succeeded("nothing had been replaced", Map.of())
                    : new Outcome.Succeeded(
                            "the folder from before is in place; the restored one is " + kept.get(),
                            Map.of("undone", Data.of(kept.get())));
        });
    }

    @Override
    public Sighting look(Return wanted, Site site) throws InterruptedException {
        try {
            FolderSwap swap = FolderSwap.of(site, wanted.folder());
            return swap.swapped()
                    ? new Sighting.Applied(Map.of("old", Data.of(swap.old())))
                    : new Memory(site).untouched();
        } catch (Refusal refusal) {
            return new Sighting.Unknown(refusal.why());
        }
    }
}
