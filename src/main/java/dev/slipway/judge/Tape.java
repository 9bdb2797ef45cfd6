package dev.slipway.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes polls of counters: what came since the look before, of both arms over the same interval. An interval in which a counter
 * began anew is left out as a whole.
 */
public final class Tape {
    static final String ANEW = "a counter began anew: what was counted in between is left out";

    private @Nullable Marks last;

    private record Marks(Sample candidate, Sample baseline, List<Sample> halves) {}

    /** The first look only says where to count from. */
    public Poll next(Duration at, Arms totals) {
        Marks now = new Marks(totals.candidate(), totals.baseline(), totals.halves());
        Marks before = last;
        last = now;
        if (before == null) {
            return Poll.silent(at, "");
        }
        Optional<Sample> mine = now.candidate().since(before.candidate());
        Optional<Sample> theirs = now.baseline().since(before.baseline());
        if (mine.isEmpty() || theirs.isEmpty()) {
            return Poll.silent(at, ANEW);
        }
        return Poll.of(at, new Arms(mine.get(), theirs.get(), totals.share(), halves(before, now)));
    }

    private static List<Sample> halves(Marks before, Marks now) {
        List<Sample> more = new ArrayList<>();
        if (before.halves().size() == now.halves().size()) {
            for (int i = 0; i < now.halves().size(); i++) {
                now.halves().get(i).since(before.halves().get(i)).ifPresent(more::add);
            }
        }
        return more.size() == 2 ? more : List.of();
    }
}
