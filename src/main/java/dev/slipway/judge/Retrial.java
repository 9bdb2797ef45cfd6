package dev.slipway.judge;

import dev.slipway.judge.Rules.Mode;
import dev.slipway.judge.Trigger.Lasting;
import dev.slipway.judge.Verdict.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Polls of a release, heard again by the whole judge and by simpler rules: who would have stopped it, and when? */
public final class Retrial {
    /** Compared with where the author has no rule with a time. */
    private static final String USUAL = "error-rate > 5% for 5m";

    private final Judge judge;
    private final Map<String, Judge> others = new LinkedHashMap<>();
    private final Map<String, Duration> stopped = new LinkedHashMap<>();
    private Duration minute = Replay.FIXED_EVERY;
    private Sample counted = Sample.NONE;

    /** @param after empty where it never would have stopped */
    public record Stop(String who, Optional<Duration> after) {}

    private static final String WHOLE = "Slipway";
    private static final String FIXED = "a check of > 5 % once a minute";

    public Retrial(Rules rules) {
        this.judge = new Judge(rules);
        Rules alone = rules.with(Mode.LITERAL).withoutComparison();
        for (Trigger trigger : rules.triggers()) {
            if (!(trigger instanceof Trigger.Above above && above.lasting() instanceof Lasting.Immediately)) {
                others.put(trigger.text(), new Judge(alone.with(List.of(trigger))));
            }
        }
        if (others.isEmpty()) {
            others.put(USUAL, new Judge(alone.with(List.of(Trigger.of(USUAL)))));
        }
    }

    public void see(Poll poll) {
        if (!stopped.containsKey(WHOLE)) {
            hear(WHOLE, judge, poll);
        }
        others.forEach((who, other) -> hear(who, other, poll));
        poll.arms().ifPresent(arms -> counted = counted.plus(arms.candidate()));
        if (poll.at().compareTo(minute) >= 0) {
            if (counted.failures() > Replay.FIXED_RATE * counted.requests()) {
                stopped.putIfAbsent(FIXED, poll.at());
            }
            counted = Sample.NONE;
            while (minute.compareTo(poll.at()) <= 0) {
                minute = minute.plus(Replay.FIXED_EVERY);
            }
        }
    }

    private void hear(String who, Judge heard, Poll poll) {
        heard.see(poll);
        if (heard.decision().filter(State.REGRESSION::equals).isPresent()) {
            stopped.putIfAbsent(who, poll.at());
        }
    }

    /** Of the whole judge, who hears no more once he has taken it back. */
    public Verdict verdict() {
        return judge.verdict();
    }

    public boolean isStopped() {
        return stopped.containsKey(WHOLE);
    }

    public List<Stop> stops() {
        List<Stop> all = new ArrayList<>();
        all.add(new Stop(WHOLE, Optional.ofNullable(stopped.get(WHOLE))));
        others.keySet().forEach(who -> all.add(new Stop(who, Optional.ofNullable(stopped.get(who)))));
        all.add(new Stop(FIXED, Optional.ofNullable(stopped.get(FIXED))));
        return all;
    }
}
