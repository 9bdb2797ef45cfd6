package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proof;
import dev.slipway.base.Data;
import dev.slipway.base.Durations;
import dev.slipway.hands.Action;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Depot;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.vault.Vault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code check.backup}: there is a backup that is young enough, and one that was proved lately. */
public final class CheckBackup implements Action<CheckBackup.Freshness> {

    public record Freshness(
            @Doc("The store below 'stores' that keeps it") @Depot
            String store,

            @Doc(
                    "The database or folder that was backed up; where two servers have one of that name: planner at db.internal:5432")
            String of,

            @Doc("How long ago the newest may have been made")
            Optional<Duration> youngerThan,

            @Doc("How long ago one may have been proved last")
            Optional<Duration> provenWithin) {
        public Freshness {
            if (youngerThan.isEmpty() && provenWithin.isEmpty()) {
                throw new IllegalArgumentException("'younger-than' or 'proven-within' says what is fresh");
            }
        }
    }

    @Override
    public String name() {
        return "check.backup";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a backup is young enough, and proven lately";
    }

    @Override
    public String doc() {
        return "Looks at the catalogue, and whether the blobs it names are there at their full length. A time in the future"
                + " is a failure: either clock is wrong.";
    }

    @Override
    public String example() {
        return "check.backup: {store: backups, of: planner, younger-than: 24h, proven-within: 7d}";
    }

    @Override
    public Parameters<Freshness> parameters() {
        return RecordParameters.of(Freshness.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("of", "?")
                + shown.phrase(" younger than ", "younger-than")
                + shown.phrase(" proven within ", "proven-within"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Freshness wanted, Site site) {
        try {
            Vault.Catalogue catalogue = new Vault(site.depot(wanted.store()).blobs()).catalogue();
            catalogue.unreadable().forEach(site::say);
            catalogue.missing().forEach(backup -> site.say(backup.name() + " has lost its blob"));
            List<Backup> all = catalogue.whole().stream()
                    .filter(backup -> names(wanted.of(), backup.what()))
                    .toList();
            if (all.isEmpty()) {
                return new Outcome.Failed("there is no backup of " + wanted.of() + " in " + wanted.store());
            }
            List<String> originals =
                    all.stream().map(each -> each.what().original()).distinct().toList();
            if (originals.size() > 1) {
                return new Outcome.Failed(
                        "several things are called " + wanted.of() + ", and each has backups of its own: "
                                + String.join(", ", originals) + "; 'of' says which, such as " + originals.getFirst());
            }
            return judge(wanted, all, site.now());
        } catch (IOException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    private static boolean names(String of, Backup.What what) {
        return List.of(what.subject(), what.subject() + " at " + what.where(), what.original())
                .contains(of);
    }

    private static Outcome judge(Freshness wanted, List<Backup> all, Instant now) {
        Backup newest = all.getLast();
        if (newest.made().at().isAfter(now)) {
            return new Outcome.Failed(
                    newest.name() + " was made at " + newest.made().at() + ", and it is " + now + ": a clock is wrong");
        }
        Duration age = Duration.between(newest.made().at(), now);
        if (wanted.youngerThan().filter(limit -> age.compareTo(limit) >= 0).isPresent()) {
            return new Outcome.Failed("the newest backup of " + wanted.of() + ", " + newest.name() + ", is "
                    + Patience.said(age) + " old, where "
                    + Durations.show(wanted.youngerThan().get()) + " is the limit");
        }
        if (wanted.provenWithin().isEmpty()) {
            return new Outcome.Succeeded(newest.name() + " is " + Patience.said(age) + " old", Map.of());
        }
        Optional<Proof> last = all.stream()
                .filter(Backup::proven)
                .flatMap(backup -> backup.proof().stream())
                .max(Comparator.comparing(Proof::at));
        if (last.isEmpty()) {
            return new Outcome.Failed("no backup of " + wanted.of() + " is proven");
        }
        Duration since = Duration.between(last.get().at(), now);
        return since.compareTo(wanted.provenWithin().get()) >= 0
                ? new Outcome.Failed("no backup of " + wanted.of() + " was proved for " + Patience.said(since)
                        + ", where " + Durations.show(wanted.provenWithin().get()) + " is the limit")
                : new Outcome.Succeeded(
                        newest.name() + " is " + Patience.said(age) + " old; proved " + Patience.said(since) + " ago",
                        Map.of());
    }
}
