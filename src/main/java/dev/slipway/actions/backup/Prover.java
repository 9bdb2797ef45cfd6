package dev.slipway.actions.backup;

import dev.slipway.backup.Proving;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.postgres.Tools;
import dev.slipway.vault.Opened;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a dump of PostgreSQL by its own tools.
 *
 * @param original what the dump's own snapshot held; empty where nobody looked
 */
record Prover(Tools tools, Optional<Facts> original, List<Invariant> invariants, boolean superuser) {
    private static final Duration ENDING = Duration.ofMinutes(10);

    Keeping.Found look(Proving how, Opened opened) throws Refusal, IOException, InterruptedException {
        return how == Proving.RESTORE ? restored(opened) : listed(opened);
    }

    /** Into nothing, and not by --list: that one reads the table of contents and is content with a dump that was cut. */
    private Keeping.Found listed(Opened opened) throws IOException, Refusal, InterruptedException {
        try (Pipe read = tools.open(tools.words("pg_restore", "--file=/dev/null"))) {
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
        return Keeping.Found.read("read to its end by pg_restore");
    }

    private Keeping.Found restored(Opened opened) throws Refusal, InterruptedException {
        try (Side side = Side.make(tools, superuser)) {
            Duration took = side.restore(opened);
            tools.site().say("restored in " + Patience.said(took) + "; comparing");
            Facts restored = side.facts();
            List<String> missed =
                    original.map(facts -> facts.missedBy(restored)).orElse(List.of());
            if (!missed.isEmpty()) {
                throw new Refusal("what was restored is not what was dumped: " + Facts.said(missed));
            }
            List<String> broken = side.broken(invariants);
            if (!broken.isEmpty()) {
                throw new Refusal("what was restored breaks an invariant: " + String.join("; ", broken));
            }
            String equal = original.isPresent() ? " are equal" : " were restored, with nothing to compare them with";
            return Keeping.Found.restored(
                    String.format(
                            Locale.ROOT,
                            "%,d rows of %,d tables%s",
                            restored.count(),
                            restored.rows().size() - 1,
                            equal),
                    took);
        }
    }
}
