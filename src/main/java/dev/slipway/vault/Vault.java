package dev.slipway.vault;

import dev.slipway.backup.Backup;
import dev.slipway.backup.BackupData;
import dev.slipway.backup.BackupName;
import dev.slipway.backup.Proof;
import dev.slipway.base.Secret;
import dev.slipway.hands.Blobs;
import dev.slipway.hands.Blobs.Blob;
import dev.slipway.operations.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Backups and their catalogue in one store. A blob is finished before its entry is written, and the entry deleted before its
 * blob: so an entry promises a blob, and a blob without an entry is what a crash left and does not count.
 */
public final class Vault {
    private static final String ENTRY = ".json";
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Blobs blobs;

    public Vault(Blobs blobs) {
        this.blobs = blobs;
    }

    /**
     * @param missing entries whose blob is not there, or not as long as they say
     * @param stray blobs that no entry names
     * @param unreadable a sentence for each entry that cannot be read
     */
    public record Catalogue(List<Backup> backups, List<Backup> missing, List<Blob> stray, List<String> unreadable) {
        /** What counts: entries with their blobs, oldest first. */
        public List<Backup> whole() {
            return backups.stream().filter(each -> !missing.contains(each)).toList();
        }

        public Optional<Backup> newest(String original) {
            return whole().stream()
                    .filter(backup -> backup.what().original().equals(original))
                    .reduce((_, later) -> later);
        }
    }

    public Blobs blobs() {
        return blobs;
    }

    /** A backup that is being written: what goes into its stream is sealed, counted and hashed on the way. */
    public Sealing seal(String kind, String inside, List<String> recipients) throws IOException {
        blobs.sweep();
        BackupName name = nextName();
        String blob = name + "." + kind + ".zst" + (recipients.isEmpty() ? "" : ".age");
        return new Sealing(name, blob, Seal.format(inside, recipients), recipients, blobs.write(blob));
    }

    private BackupName nextName() throws IOException {
        int last = 0;
        for (Blob blob : blobs.list()) {
            last = Math.max(last, named(blob.name()).map(BackupName::number).orElse(0));
        }
        StringBuilder apart = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            apart.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return new BackupName(last + 1, apart.toString());
    }

    private static Optional<BackupName> named(String blob) {
        int dot = blob.indexOf('.');
        return BackupName.parse(dot < 0 ? blob : blob.substring(0, dot));
    }

    /** From here on the backup counts. */
    public void enter(Backup backup) throws IOException {
        blobs.put(backup.name() + ENTRY, BackupData.write(backup).json() + "\n");
    }

    /** Only the proof of an entry ever changes; a backup that was deleted meanwhile stays deleted. */
    public Backup proved(Backup backup, Proof proof) throws IOException {
        Backup changed = backup.with(proof);
        if (blobs.text(backup.name() + ENTRY).isPresent()) {
            enter(changed);
        }
        return changed;
    }

    public Catalogue catalogue() throws IOException {
        List<Backup> backups = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        Map<String, Blob> found = new LinkedHashMap<>();
        for (Blob blob : blobs.list()) {
            if (named(blob.name()).isEmpty()) {
                continue; // not ours: a folder may hold other things too
            }
            if (!blob.name().endsWith(ENTRY)) {
                found.put(blob.name(), blob);
                continue;
            }
            try {
                Optional<String> text = blobs.text(blob.name());
                text.ifPresent(json -> backups.add(BackupData.read(Json.read(json))));
            } catch (IllegalArgumentException e) {
                unreadable.add(blob.name() + " cannot be read: " + e.getMessage());
            }
        }
        backups.sort(null);
        List<Backup> missing = backups.stream()
                .filter(backup -> Optional.ofNullable(found.get(backup.sealed().blob()))
                        .filter(blob -> blob.bytes() == backup.sealed().bytes())
                        .isEmpty())
                .toList();
        TreeSet<String> strays = new TreeSet<>(found.keySet());
        backups.forEach(backup -> strays.remove(backup.sealed().blob()));
        unreadable.forEach(says ->
                strays.removeIf(name -> says.startsWith(name.substring(0, name.indexOf('.')) + ENTRY)));
        List<Blob> stray = strays.stream()
                .flatMap(name -> Optional.ofNullable(found.get(name)).stream())
                .toList();
        return new Catalogue(List.copyOf(backups), missing, stray, List.copyOf(unreadable));
    }

    /** What was sealed, by any of these keys, while the blob itself is hashed; {@link Opened#verify} says whether all of it is what was written. */
    public Opened open(Backup backup, List<Secret> identities) throws IOException {
        boolean encrypted = !backup.sealed().recipients().isEmpty();
        if (encrypted && identities.isEmpty()) {
            throw new IOException(backup.name() + " is encrypted, and no key was given");
        }
        return Opened.of(blobs.read(backup.sealed().blob()), backup, encrypted ? identities : List.of());
    }

    /** Every byte against the catalogue, without a key and without looking inside. */
    public void compare(Backup backup) throws IOException {
        Counted counted = new Counted(OutputStream.nullOutputStream());
        try (InputStream blob = blobs.read(backup.sealed().blob())) {
            blob.transferTo(counted);
        } catch (IOException unread) {
            if (blobs.list().stream()
                    .noneMatch(blob -> blob.name().equals(backup.sealed().blob()))) {
                throw new Damage(backup.name() + ": its blob is gone");
            }
            throw unread;
        }
        Opened.same(backup, counted.digest());
    }

    public void delete(Backup backup) throws IOException {
        blobs.delete(backup.name() + ENTRY);
        blobs.delete(backup.sealed().blob());
    }
}
