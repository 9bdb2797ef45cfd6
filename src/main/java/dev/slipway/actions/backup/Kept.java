package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proof;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all backups have in common once they lie in the store. */
final class Kept {
    private Kept() {}

    /** Looks at a backup, and gives in a few words what it has compared; or throws. */
    interface Look {
        String says() throws Refusal, IOException, InterruptedException;
    }

    /** What it finds is the proof, good or bad. */
    static Proof proof(Proving how, Site site, Look look) throws InterruptedException {
        Instant begun = site.now();
        try {
            String says = look.says();
            Instant now = site.now();
            return new Proof.Proved(how, now, Duration.between(begun, now), says);
        } catch (Refusal refusal) {
            return new Proof.Disproved(how, site.now(), refusal.why());
        } catch (IOException e) {
            return new Proof.Disproved(how, site.now(), String.valueOf(e.getMessage()));
        }
    }

    /** @param tools what restores what has been opened and unpacked: {@code tar --extract …} */
    static String command(Backup.Sealed sealed, String tools) {
        String unpacked = sealed.recipients().isEmpty()
                ? "zstd -d -c " + sealed.blob()
                : "age -d -i KEYFILE " + sealed.blob() + " | zstd -d";
        return unpacked + " " + tools;
    }

    /** @param measured what the proof by restore has shown besides, such as how long it took; may be empty */
    static Outcome outcome(Backup backup, Proof proof, Site.Depot depot, String measured) {
        return switch (proof) {
            case Proof.Disproved(Proving how, Instant _, String why) ->
                new Outcome.Failed(backup.name() + " could not be proved by " + how.word() + ": " + why);
            case Proof.Proved(Proving how, Instant _, Duration took, String says) -> {
                Map<String, Data> outputs = new LinkedHashMap<>();
                outputs.put("id", Data.of(backup.name().toString()));
                outputs.put(
                        "path",
                        Data.of(depot.blobs().where() + "/" + backup.sealed().blob()));
                outputs.put("sha256", Data.of(backup.sealed().sha256().hex()));
                outputs.put("bytes", Data.of(backup.sealed().bytes()));
                if (how == Proving.RESTORE) {
                    outputs.put("restore_seconds", new Data.Num(BigDecimal.valueOf(took.toMillis(), 3)));
                }
                yield new Outcome.Succeeded(
                        backup.name() + ", " + Server.size(backup.sealed().bytes()) + "; " + says + measured, outputs);
            }
        };
    }
}
