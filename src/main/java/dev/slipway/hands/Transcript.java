package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.judge.Grid;
import dev.slipway.judge.Judge;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Rules;
import dev.slipway.operations.Json;
import dev.slipway.operations.PollJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A judge and all that he has heard, in the diary of the step, each poll before he weighs it. After a crash another judge hears
 * the same and stands where the first one stood: beginning anew would be a second chance for a false alarm.
 */
public final class Transcript {
    private static final String BEGUN = "begun";
    private static final String FROM = "from";
    private static final String GOES_ON = "goes-on";

    private final Site site;
    private final Judge judge;
    private final Instant from;
    private Grid grid = Grid.of();

    private Transcript(Site site, Judge judge, Instant from) {
        this.site = site;
        this.judge = judge;
        this.from = from;
    }

    /** Of a step that begins to watch now. */
    public static Transcript begin(Site site, Rules rules) {
        return begin(site, rules, site.now());
    }

    /** @param from what the times of polls count from */
    public static Transcript begin(Site site, Rules rules, Instant from) {
        site.enter(heading(site, from));
        return new Transcript(site, new Judge(rules), from);
    }

    private static Data.Mapping heading(Site site, Instant from) {
        Map<String, Data> heading = new LinkedHashMap<>();
        heading.put(BEGUN, Data.of(site.begun().toString()));
        heading.put(FROM, Data.of(from.toString()));
        return new Data.Mapping(heading);
    }

    /**
     * What this step has heard before, if it was cut off; a step that is tried again after it failed begins anew. Throws {@link
     * IllegalArgumentException} with one sentence where that cannot be read.
     */
    public static Optional<Transcript> resume(Site site, Rules rules) {
        Found found = find(site, rules);
        return found.begun.equals(site.begun().toString()) ? found.transcript : Optional.empty();
    }

    /** What this step has heard before it asked whether to go on: somebody said so, and the same judge hears more. */
    public static Optional<Transcript> goOn(Site site, Rules rules) {
        Optional<Transcript> found = find(site, rules).transcript;
        found.ifPresent(transcript -> {
            Map<String, Data> heading =
                    new LinkedHashMap<>(heading(site, transcript.from).entries());
            heading.put(GOES_ON, Data.of(true));
            site.enter(new Data.Mapping(heading));
        });
        return found;
    }

    private record Found(String begun, Optional<Transcript> transcript) {}

    private static Found find(Site site, Rules rules) {
        Found found = new Found("", Optional.empty());
        int number = 0;
        for (String line : site.diary()) {
            number++;
            try {
                Data data = Json.read(line);
                if (PollJson.saysBegun(data)) {
                    found = headed(found, data, site, rules);
                } else {
                    found.transcript.ifPresent(transcript -> transcript.hearAgain(data));
                }
            } catch (IllegalArgumentException | DateTimeParseException unreadable) {
                throw new IllegalArgumentException(
                        "what was seen before the crash cannot be read, line " + number + ": "
                                + unreadable.getMessage(),
                        unreadable);
            }
        }
        return found;
    }

    private static Found headed(Found before, Data heading, Site site, Rules rules) {
        Map<String, Data> entries = ((Data.Mapping) heading).entries();
        String begun = entries.getOrDefault(BEGUN, Data.nothing()).plain();
        if (!PollJson.beginsAnew(heading)) {
            return new Found(begun, before.transcript);
        }
        Instant from = Instant.parse(entries.getOrDefault(FROM, Data.nothing()).plain());
        return new Found(begun, Optional.of(new Transcript(site, new Judge(rules), from)));
    }

    private void hearAgain(Data line) {
        if (PollJson.saysBuckets(line)) {
            grid = PollJson.buckets(line);
        } else {
            judge.see(PollJson.read(line, grid));
        }
    }

    /** Written down first, so that nothing is ever acted upon that another judge would not know. */
    void hear(Poll poll) {
        Optional<Grid> mine = poll.arms()
                .flatMap(
                        arms -> arms.baseline().grid().or(() -> arms.candidate().grid()));
        if (mine.isPresent() && !mine.get().equals(grid)) {
            grid = mine.get();
            site.enter(PollJson.write(grid));
        }
        site.enter(PollJson.write(poll, grid));
        judge.see(poll);
    }

    public Judge judge() {
        return judge;
    }

    public Instant from() {
        return from;
    }
}
