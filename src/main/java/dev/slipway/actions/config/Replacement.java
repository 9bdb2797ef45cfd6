package dev.slipway.actions.config;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file that a step gives another text, written down before it does: so whoever comes later can tell by sums whether it was done,
 * and takes it back only where nobody has changed the file since. No text of the file is in what is written down.
 *
 * @param more what the action itself remembers
 */
record Replacement(String file, String backup, Digest before, Digest after, Data.Mapping more) {
    /** Former files that stay beside the file: for the undo of each of the latest steps that changed it. */
    static final int KEPT = 5;

    private static final String BESIDE = ".before-";

    static Replacement of(WholeText file, String before, String after, Data.Mapping more) {
        String backup = file.file() + BESIDE + file.site().origin().replace('/', '-');
        return new Replacement(file.file(), backup, Digest.of(before), Digest.of(after), more);
    }

    Preview memory() {
        return new Preview(more);
    }

    void perform(Site site, String text) throws Refusal, IOException, InterruptedException {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put("file", Data.of(file));
        entries.put("backup", Data.of(backup));
        entries.put("before", Data.of(before.hex()));
        entries.put("after", Data.of(after.hex()));
        entries.put("more", more);
        site.remember(new Data.Mapping(entries).json());
        WholeText whole = new WholeText(site, file);
        whole.replace(before, text, backup);
        whole.prune(file + BESIDE, KEPT);
    }

    private static Optional<Replacement> recalled(Site site) {
        return site.recall().map(Json::read).map(data -> {
            Preview memory = new Preview((Data.Mapping) data);
            return new Replacement(
                    memory.text("file", ""),
                    memory.text("backup", ""),
                    new Digest(memory.text("before", "")),
                    new Digest(memory.text("after", "")),
                    new Data.Mapping(memory.under("more")));
        });
    }

    /** What this step has done before and was cut off from telling. */
    static Optional<Replacement> applied(Site site) throws Refusal, InterruptedException {
        Optional<Replacement> recalled = recalled(site);
        return recalled.isPresent()
                        && recalled.get().after().equals(recalled.get().now(site))
                ? recalled
                : Optional.empty();
    }

    private Digest now(Site site) throws Refusal, InterruptedException {
        return new WholeText(site, file).digest();
    }

    static Sighting notApplied(Site site) throws Refusal, InterruptedException {
        Optional<Replacement> recalled = recalled(site);
        return recalled.isEmpty()
                        || recalled.get().before().equals(recalled.get().now(site))
                ? new Sighting.Absent()
                : new Sighting.Unknown(recalled.get().file() + " is neither the former file nor the new one");
    }

    /** @param then what is said besides, when there was something to take back */
    static Outcome undo(Site site, String then) throws Refusal, InterruptedException {
        Optional<Replacement> recalled = recalled(site);
        if (recalled.isEmpty()) {
            return new Outcome.Succeeded("nothing had been changed", Map.of());
        }
        Replacement done = recalled.get();
        Digest now = done.now(site);
        if (!now.equals(done.before())) {
            WholeText whole = new WholeText(site, done.file());
            if (!now.equals(done.after())) {
                throw new Refusal(done.file() + " was changed by somebody since, and stays as it is; the former one is "
                        + done.backup());
            }
            if (!whole.there(done.backup())) {
                throw new Refusal("the former file is not at " + done.backup() + " any more, so that " + done.file()
                        + " stays as it is");
            }
            whole.restore(done.backup());
        }
        return new Outcome.Succeeded("the former file is in its place" + then, Map.of());
    }
}
