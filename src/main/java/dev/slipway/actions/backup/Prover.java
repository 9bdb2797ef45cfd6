package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proof;
import dev.slipway.backup.Proving;
import dev.slipway.base.Secret;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Tools;
import dev.slipway.vault.Opened;
import dev.slipway.vault.Vault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Proves a dump of PostgreSQL as far as is asked. What it finds is the proof, good or bad; it never throws it away. */
record Prover(Tools tools, Vault vault, List<Secret> identities) {
    private static final Duration ENDING = Duration.ofMinutes(10);

    /** @param original what the dump's own snapshot held; empty where nobody looked */
    record Wanted(Proving how, Optional<Facts> original, List<Invariant> invariants, boolean superuser) {}

    Proof prove(Backup backup, Wanted wanted) throws InterruptedException {
        Instant begun = tools.site().now();
        try {
            return switch (wanted.how()) {
                case HASH -> hash(backup, begun);
                case LIST -> list(backup, begun);
                case RESTORE -> restore(backup, wanted);
            };
        } catch (Refusal refusal) {
            return new Proof.Disproved(wanted.how(), tools.site().now(), refusal.why());
        } catch (IOException e) {
            return new Proof.Disproved(wanted.how(), tools.site().now(), String.valueOf(e.getMessage()));
        }
    }

    private Proof hash(Backup backup, Instant begun) throws IOException {
        try (Opened opened = vault.open(backup, identities)) {
            opened.verify();
        }
        return proved(Proving.HASH, begun, "read again, equal by SHA-256");
    }

    private Proof proved(Proving how, Instant begun, String says) {
        Instant now = tools.site().now();
        return new Proof.Proved(how, now, Duration.between(begun, now), says);
    }

    /** Into nothing, and not by --list: that one reads the table of contents and is content with a dump that was cut. */
    private Proof list(Backup backup, Instant begun) throws IOException, Refusal, InterruptedException {
        try (Opened opened = vault.open(backup, identities);
                Pipe read = tools.open(tools.words("pg_restore", "--file=/dev/null"))) {
            try {
                Pump.through(opened.stream(), read.in());
            } catch (IOException e) {
                throw new Refusal(Tools.reason(read.stderr(), String.valueOf(e.getMessage())), e);
            }
            if (!(read.end(ENDING) instanceof Place.Ran.Ended(int status, String _, String _) && status == 0)) {
                throw new Refusal("pg_restore: " + Tools.reason(read.stderr(), "it has not come to its end"));
            }
            opened.verify();
        }
        return proved(Proving.LIST, begun, "read to its end by pg_restore");
    }

    private Proof restore(Backup backup, Wanted wanted) throws IOException, Refusal, InterruptedException {
        try (Opened opened = vault.open(backup, identities);
                Side side = Side.make(tools, wanted.superuser())) {
            Duration took = side.restore(opened);
            tools.site().say("restored in " + Patience.said(took) + "; comparing");
            Facts restored = side.facts();
            List<String> missed =
                    wanted.original().map(facts -> facts.missedBy(restored)).orElse(List.of());
            if (!missed.isEmpty()) {
                throw new Refusal("what was restored is not what was dumped: " + Facts.said(missed));
            }
            List<String> broken = side.broken(wanted.invariants());
            if (!broken.isEmpty()) {
                throw new Refusal("what was restored breaks an invariant: " + String.join("; ", broken));
            }
            String equal =
                    wanted.original().isPresent() ? " are equal" : " were restored, with nothing to compare them with";
            String says = String.format(
                    Locale.ROOT,
                    "%,d rows of %,d tables%s",
                    restored.count(),
                    restored.rows().size() - 1,
                    equal);
            return new Proof.Proved(Proving.RESTORE, tools.site().now(), took, says);
        }
    }
}
