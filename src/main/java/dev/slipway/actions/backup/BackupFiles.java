package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proof;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Depot;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.vault.Opened;
import dev.slipway.vault.Sealing;
import dev.slipway.vault.Vault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code backup.files}: a folder with all its metadata, sealed in one pass, and proved. */
public final class BackupFiles implements Action<BackupFiles.Files> {
    public record Files(
            @Doc("The store below 'stores' that keeps it") @Depot
            String store,

            @Doc("The folder") String folder,

            @Doc("What is left out, by paths within it that may hold * and ?, such as cache or *.tmp") @Standard("")
            List<String> exclude,

            @Doc(
                    "How far it is proved: hash reads it again, list has tar read it to its end, restore unpacks it beside the"
                            + " folder and compares")
            @Standard("restore")
            Proving prove,

            @Doc(
                    "The variable with a private key of age that opens the backup to prove it; without one a key is made for this"
                            + " backup alone and forgotten with the step")
            Optional<String> identity) {
        public Files {
            exclude = List.copyOf(exclude);
            identity.ifPresent(text -> Given.check("identity", text));
            if (folder.isBlank()) {
                throw new IllegalArgumentException("'folder' is empty");
            }
            exclude.stream()
                    .filter(path -> path.isBlank() || path.startsWith("/"))
                    .forEach(path -> {
                        throw new IllegalArgumentException("'" + path + "' is not a path within the folder");
                    });
        }
    }

    @Override
    public String name() {
        return "backup.files";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a folder into a store, and proved";
    }

    @Override
    public String doc() {
        return "tar packs names, contents, rights, owners, times, ACLs and extended attributes; on the way into the store all"
                + " is compressed by zstd, encrypted by age and hashed. What was changed while it was read fails the step:"
                + " stop who writes, or exclude it. Sockets are left out. Needs GNU tar, find, sort and sha256sum. To prove"
                + " by restore there must be room for the folder once more beside it.";
    }

    @Override
    public String example() {
        return "backup.files: {folder: /srv/planner/uploads, store: backups, exclude: [cache]}";
    }

    @Override
    public Parameters<Files> parameters() {
        return RecordParameters.of(Files.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return Given.names(parameters, "identity");
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("folder", "?") + " into " + shown.text("store", "?") + ", proved by "
                + shown.text("prove", "restore"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Files files, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> perform(files, site, site.depot(files.store())));
    }

    private static Outcome perform(Files files, Site site, Site.Depot depot)
            throws Refusal, IOException, InterruptedException {
        Vault vault = new Vault(depot.blobs());
        Shell shell = new Shell(site);
        shell.said("test -d \"$1\" || { echo \"there is no folder $1\" >&2; exit 1; }", files.folder());
        Tree tree = new Tree(site, files.folder(), files.exclude());
        Tree.Size size = tree.size();
        String machine = Machine.name(site);
        Room.inStore(
                vault,
                new Backup.What("files", files.folder(), machine, "", Optional.empty(), 0).original(),
                size.bytes(),
                size.bytes());
        Keyring keys = Keyring.of(depot, files.identity(), site.environment());
        Instant begun = site.now();
        String stamp = tree.stamp();
        try (Sealing sealing = vault.seal("tar", "tar", keys.recipients())) {
            tree.packInto(sealing.stream());
            Digest shape = tree.shape();
            String content = files.prove() == Proving.RESTORE ? tree.content() : "";
            if (!tree.stamp().equals(stamp)) {
                throw new Refusal(
                        files.folder() + " was changed while it was read: stop who writes there, or exclude it");
            }
            Backup.Sealed sealed = sealing.finish();
            Backup backup = new Backup(
                    sealing.name(),
                    new Backup.What(
                            "files", files.folder(), machine, "", Optional.empty(), size.bytes(), Optional.of(shape)),
                    new Backup.Made(begun, Duration.between(begun, site.now()), site.origin()),
                    sealed,
                    files.prove(),
                    Optional.empty(),
                    Kept.command(
                            sealed,
                            "| tar --extract --preserve-permissions --numeric-owner --acls --xattrs --xattrs-include='*'"
                                    + " -C FOLDER"));
            vault.enter(backup);
            Proof proof = Kept.proof(files.prove(), site, () -> {
                try (Opened opened = vault.open(backup, keys.identities())) {
                    return proved(files.prove(), opened, tree, content);
                }
            });
            return Kept.outcome(
                    vault.proved(backup, proof),
                    proof,
                    depot,
                    String.format(Locale.ROOT, "; %,d files of %s", size.files(), Server.size(size.bytes())));
        }
    }

    private static String proved(Proving how, Opened opened, Tree tree, String content)
            throws Refusal, IOException, InterruptedException {
        return switch (how) {
            case HASH -> {
                opened.verify();
                yield "read again, equal by SHA-256";
            }
            case LIST -> {
                tree.list(opened);
                yield "read to its end by tar";
            }
            case RESTORE -> {
                restored(opened, tree, content);
                yield "names, contents, rights and times are equal";
            }
        };
    }

    /** Beside the folder, on the same disk. What a killed step has left there is removed by the next one of this folder. */
    private static void restored(Opened opened, Tree tree, String content)
            throws Refusal, IOException, InterruptedException {
        Site site = tree.site();
        Shell shell = new Shell(site);
        String side = shell.said(
                "d=$(cd -- \"$1\" && pwd -P); s=\"$(dirname -- \"$d\")/.slipway_side_$2\"; rm -rf -- \"$s\";"
                        + " mkdir -m 700 -- \"$s\"; printf %s \"$s\"",
                tree.folder(), Digest.of(tree.folder()).brief());
        try {
            Tree copy = new Tree(site, side, tree.excluded());
            copy.unpack(opened);
            if (!copy.content().equals(content)) {
                throw new Refusal("what was unpacked is not what is in " + tree.folder());
            }
        } finally {
            boolean stopped = Thread.interrupted();
            shell.said("rm -rf -- \"$1\"", side);
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
