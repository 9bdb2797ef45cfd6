package dev.slipway.judge;

import dev.slipway.judge.Verdict.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How evidence went over time, in a bounded number of moments: neighbours are joined to the higher of them. */
final class Course {
    private static final int MOST = 480;

    private final List<Moment> moments = new ArrayList<>();
    private int every = 1;
    private int seen;

    void add(Duration at, double logE) {
        if (seen++ % every == 0) {
            moments.add(new Moment(at, logE));
        } else if (logE > moments.getLast().logE()) {
            moments.set(moments.size() - 1, new Moment(at, logE));
        }
        if (moments.size() > MOST) {
            halve();
        }
    }

    private void halve() {
        List<Moment> half = new ArrayList<>();
        for (int i = 0; i < moments.size(); i += 2) {
            Moment one = moments.get(i);
            boolean pair = i + 1 < moments.size();
            half.add(pair && moments.get(i + 1).logE() > one.logE() ? moments.get(i + 1) : one);
        }
        moments.clear();
        moments.addAll(half);
        every *= 2;
    }

    List<Moment> moments() {
        return List.copyOf(moments);
    }
}
