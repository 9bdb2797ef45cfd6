package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Among;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.postgres.Machine;
import dev.slipway.run.Outcome;
import dev.slipway.vault.Opened;
import dev.slipway.vault.Sealing;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code backup.files}: a folder with all its metadata, sealed in one pass, and proved. */
public final class BackupFiles implements Action<BackupFiles.Files> {
    private static final String UNPACK = "| tar --extract --preserve-permissions --numeric-owner --acls --xattrs"
            + " --xattrs-include='*' -C FOLDER";

    public record Files(
            @Among Into into,

            @Doc("The folder") String folder,

            @Doc("What is left out, by paths within it that may hold * and ?, such as cache or *.tmp") @Standard("")
            List<String> exclude) {
        public Files {
            exclude = List.copyOf(exclude);
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
        return Refusal.orFailed(() -> {
            Keeping keeping = Keeping.of(files.into(), site);
            Shell shell = new Shell(site);
            shell.said("test -d \"$1\" || { echo \"there is no folder $1\" >&2; exit 1; }", files.folder());
            Tree tree = new Tree(site, files.folder(), files.exclude());
            Tree.Size size = tree.size();
            String machine = Machine.name(site);
            keeping.room(what(files, machine, size, Optional.empty()), size.bytes());
            String stamp = tree.stamp();
            try (Sealing sealing = keeping.seal("tar", "tar")) {
                tree.packInto(sealing.stream());
                Digest shape = tree.shape();
                boolean compared = files.into().prove() == Proving.RESTORE;
                String content = compared ? tree.content() : "";
                if (!tree.stamp().equals(stamp)) {
                    throw new Refusal(
                            files.folder() + " was changed while it was read: stop who writes there, or exclude it");
                }
                Backup backup = keeping.enter(sealing, what(files, machine, size, Optional.of(shape)), UNPACK);
                return keeping.proved(
                        backup,
                        opened -> Keeping.Found.read((compared ? restored(opened, tree, content) : listed(opened, tree))
                                + String.format(
                                        Locale.ROOT, "; %,d files of %s", size.files(), Server.size(size.bytes()))));
            }
        });
    }

    private static Backup.What what(Files files, String machine, Tree.Size size, Optional<Digest> shape) {
        return new Backup.What("files", files.folder(), machine, "", Optional.empty(), size.bytes(), shape);
    }

    private static String listed(Opened opened, Tree tree) throws Refusal, IOException, InterruptedException {
        tree.list(opened);
        return "read to its end by tar";
    }

    /** Beside the folder, on the same disk. What a killed step has left there is removed by the next one of this folder. */
    private static String restored(Opened opened, Tree tree, String content)
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
            return "names, contents, rights and times are equal";
        } finally {
            boolean stopped = Thread.interrupted();
            shell.said("rm -rf -- \"$1\"", side);
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
