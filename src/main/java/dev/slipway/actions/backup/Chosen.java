package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.backup.BackupName;
import dev.slipway.base.Nearest;
import dev.slipway.hands.Refusal;
import dev.slipway.vault.Vault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Which backup a step means. By name it may be any of its kind: staging is filled from production. Without one it is the newest
 * proven of just this original, since a store may hold those of another server under the same name.
 */
record Chosen(Vault vault, String store, String kind) {
    static final String PROVEN = "proven";

    Backup backup(String wanted, String subject, String where) throws IOException, Refusal {
        List<Backup> all = vault.catalogue().whole().stream()
                .filter(backup -> backup.what().kind().equals(kind))
                .toList();
        return wanted.equals(PROVEN) ? newest(all, subject, where) : named(all, wanted);
    }

    private Backup named(List<Backup> all, String wanted) throws Refusal {
        List<String> names =
                all.stream().map(Backup::name).map(BackupName::toString).toList();
        return all.stream()
                .filter(backup -> backup.name().toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Refusal(("there is no backup " + wanted + " of " + said() + " in " + store + ". "
                                + Nearest.didYouMean(wanted, names))
                        .strip()
                        .replaceFirst("\\.$", "")));
    }

    private Backup newest(List<Backup> all, String subject, String where) throws Refusal {
        List<Backup> proven = all.stream()
                .filter(backup -> backup.what().subject().equals(subject))
                .filter(Backup::proven)
                .toList();
        Optional<Backup> own = proven.stream()
                .filter(backup -> backup.what().where().equals(where))
                .reduce((_, later) -> later);
        if (own.isPresent()) {
            return own.get();
        }
        Optional<Backup> elsewhere = proven.stream().reduce((_, later) -> later);
        throw new Refusal(
                elsewhere.isEmpty()
                        ? "there is no proven backup of " + subject + " in " + store
                        : "there is no proven backup of " + subject + " at " + where + " in " + store + "; "
                                + elsewhere.get().name() + " is of " + subject + " at "
                                + elsewhere.get().what().where()
                                + ": if that is meant, name it by 'backup'");
    }

    private String said() {
        return switch (kind) {
            case "postgres" -> "PostgreSQL";
            case "files" -> "a folder";
            case "mariadb" -> "MariaDB";
            case "redis" -> "Redis";
            default -> kind;
        };
    }
}
