package dev.slipway.backup;

import dev.slipway.base.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One backup as the catalogue has it.
 *
 * @param asked how far it was to be proved when it was made
 * @param proof what came of proving it; empty when that did not come to an end
 * @param restore the command that restores it without Slipway
 */
public record Backup(
        BackupName name, What what, Made made, Sealed sealed, Proving asked, Optional<Proof> proof, String restore)
        implements Comparable<Backup> {

    /**
     * @param kind {@code postgres}, {@code files}
     * @param subject the name of the database, or the folder
     * @param where the server or machine it is on
     * @param version of the server; empty for files
     * @param revision of the schema or the release, when it is known
     * @param bytes how large the original was
     * @param shape of a folder: names, kinds, rights, owners, times and sizes in one sum
     */
    public record What(
            String kind,
            String subject,
            String where,
            String version,
            Optional<String> revision,
            long bytes,
            Optional<Digest> shape) {

        public What(String kind, String subject, String where, String version, Optional<String> revision, long bytes) {
            this(kind, subject, where, version, revision, bytes, Optional.empty());
        }

        /** Backups of one original follow one another; others are none of their business. */
        public String original() {
            return kind + " " + subject + " at " + where;
        }
    }

    /** @param by the step that made it: {@code r8k3f2/backup} */
    public record Made(Instant at, Duration took, String by) {

        /** The run, without its step. */
        public String run() {
            int slash = by.indexOf('/');
            return slash < 0 ? by : by.substring(0, slash);
        }
    }

    /**
     * @param blob its name in the store
     * @param bytes as they lie there
     * @param format from the inside out: {@code pg_dump-custom+zstd+age}
     * @param recipients the public keys that can open it; empty when it is not encrypted
     */
    public record Sealed(String blob, long bytes, Digest sha256, String format, List<String> recipients) {
        public Sealed {
            recipients = List.copyOf(recipients);
        }
    }

    /** Whether it was proved as far as was asked; what proved more proved less as well. */
    public boolean proven() {
        return proof.filter(Proof.Proved.class::isInstance)
                .filter(proved -> proved.how().compareTo(asked) >= 0)
                .isPresent();
    }

    public Backup with(Proof latest) {
        return new Backup(name, what, made, sealed, asked, Optional.of(latest), restore);
    }

    @Override
    public int compareTo(Backup other) {
        return name.compareTo(other.name);
    }
}
