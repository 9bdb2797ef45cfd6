package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proof;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.run.Outcome;
import dev.slipway.vault.Opened;
import dev.slipway.vault.Sealing;
import dev.slipway.vault.Vault;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One backup of a step, from the room for it to its proof.
 *
 * @param begun before anything of the original was read
 */
record Keeping(Site site, Site.Depot depot, Into into, Keyring keys, Instant begun) {

    static Keeping of(Into into, Site site) throws Refusal {
        Site.Depot depot = site.depot(into.store());
        Keyring keys = Keyring.of(depot, into.identity(), site.environment());
        return new Keeping(site, depot, into, keys, site.now());
    }

    private Vault vault() {
        return new Vault(depot.blobs());
    }

    /** @param read how much there is to read when no backup of before tells how far that shrinks */
    void room(Backup.What what, long read) throws Refusal {
        Room.inStore(vault(), what.original(), what.bytes(), read);
    }

    /** @param ending of the blob's name */
    Sealing seal(String ending, String format) throws IOException {
        return vault().seal(ending, format, keys.recipients());
    }

    /** @param tools what restores what has been opened and unpacked: {@code | tar --extract …} */
    Backup enter(Sealing sealing, Backup.What what, String tools) throws IOException {
        Backup.Sealed sealed = sealing.finish();
        Backup backup = new Backup(
                sealing.name(),
                what,
                new Backup.Made(begun, Duration.between(begun, site.now()), site.origin()),
                sealed,
                into.prove(),
                Optional.empty(),
                command(sealed) + " " + tools);
        vault().enter(backup);
        site.say(backup.name() + ": " + Server.size(sealed.bytes()) + " of " + Server.size(what.bytes()) + " in "
                + Patience.said(backup.made().took()));
        return backup;
    }

    private static String command(Backup.Sealed sealed) {
        return sealed.recipients().isEmpty()
                ? "zstd -d -c " + sealed.blob()
                : "age -d -i KEYFILE " + sealed.blob() + " | zstd -d";
    }

    /** @param restored how long the restore alone took, where there was one */
    record Found(String says, Optional<Duration> restored) {
        static Found read(String says) {
            return new Found(says, Optional.empty());
        }

        static Found restored(String says, Duration took) {
            return new Found(says, Optional.of(took));
        }
    }

    /** Looks at the opened backup by a tool of its own, for {@code list} and {@code restore}; or throws. */
    interface Look {
        Found at(Opened opened) throws Refusal, IOException, InterruptedException;
    }

    /** How the step ends. What is found is written down as the proof, good or bad. */
    Outcome proved(Backup backup, Look look) throws IOException, InterruptedException {
        Proof proof = proof(backup, look);
        return outcome(vault().proved(backup, proof), proof);
    }

    private Proof proof(Backup backup, Look look) throws InterruptedException {
        Instant since = site.now();
        try (Opened opened = vault().open(backup, keys.identities())) {
            Found found = into.prove() == Proving.HASH ? hashed(opened) : look.at(opened);
            Instant now = site.now();
            return new Proof.Proved(
                    into.prove(), now, found.restored().orElse(Duration.between(since, now)), found.says());
        } catch (Refusal refusal) {
            return new Proof.Disproved(into.prove(), site.now(), refusal.why());
        } catch (IOException e) {
            return new Proof.Disproved(into.prove(), site.now(), String.valueOf(e.getMessage()));
        }
    }

    private static Found hashed(Opened opened) throws IOException {
        opened.verify();
        return Found.read("read again, equal by SHA-256");
    }

    private Outcome outcome(Backup backup, Proof proof) {
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
                String restored = "";
                if (how == Proving.RESTORE) {
                    outputs.put("restore_seconds", new Data.Num(BigDecimal.valueOf(took.toMillis(), 3)));
                    restored = "; restored in " + Patience.said(took);
                }
                yield new Outcome.Succeeded(
                        backup.name() + ", " + Server.size(backup.sealed().bytes()) + "; " + says + restored, outputs);
            }
        };
    }
}
