package dev.slipway.judge;

import dev.slipway.judge.Exhibit.Figure;
import dev.slipway.judge.Exhibit.Outlook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Slowness, as a rate: the candidate's requests above one bound, and the baseline's above another. The bounds are chosen from
 * requests that are not judged afterwards, or from before the release. Of several levels the mean counts, which is right
 * however they depend on one another.
 */
final class TimeTrial implements Trial {
    static final List<Double> LEVELS = List.of(0.5, 0.75, 0.9, 0.95, 0.99);
    /** Requests of the baseline from which the bounds are chosen. */
    static final long LEARNED_FROM = 200;

    private final Aim aim;
    private final Seq.Setting setting;
    private final Persistence persistence = new Persistence();
    private final List<Level> levels = new ArrayList<>();
    private @Nullable Times learning;
    private @Nullable Times candidate;
    private @Nullable Times baseline;
    private int starts;
    private String note = "";

    /** What is judged at which levels. */
    sealed interface Aim {
        String rule();

        List<Double> levels();

        record Factor(double factor, List<Double> levels, String rule) implements Aim {}

        record Limit(double seconds, double level, String rule, From from) implements Aim {
            @Override
            public List<Double> levels() {
                return List.of(level);
            }
        }

        /** From when on the candidate's times count. */
        enum From {
            WARM,
            FIRST_REQUEST
        }

        /** Bounds may round to the safe side for a promotion instead of a detection. */
        record NotWorse(double factor, List<Double> levels, String rule) implements Aim {}
    }

    private static final class Level {
        private final double level;
        private final Pair pair;
        private final Seq seq;
        private Owed owed = Owed.NOTHING;

        Level(double level, Pair pair, Seq seq) {
            this.level = level;
            this.pair = pair;
            this.seq = seq;
        }

        double level() {
            return level;
        }

        Pair pair() {
            return pair;
        }

        Seq seq() {
            return seq;
        }

        /** What was owed with what has come since, once that makes sense. */
        Optional<Batch> take(Owed more) {
            owed = owed.plus(more);
            Optional<Batch> batch = owed.batch();
            owed = batch.isPresent() ? Owed.NOTHING : owed;
            return batch;
        }
    }

    TimeTrial(Aim aim, Seq.Setting setting) {
        this.aim = aim;
        this.setting = setting;
    }

    /** Chooses the bounds from a baseline of before. */
    TimeTrial learned(Times before) {
        choose(before);
        return this;
    }

    /** Whether a version that is still cold is excused. */
    boolean waitsForWarmth() {
        return !(aim instanceof Aim.Limit limit && limit.from() == Aim.From.FIRST_REQUEST);
    }

    @Override
    public void openStart() {
        starts++;
        levels.forEach(level -> level.seq().openStart());
    }

    @Override
    public void see(Duration at, Arms arms) {
        boolean limited = aim instanceof Aim.Limit;
        Optional<Grid> known = arms.baseline().grid().or(() -> arms.candidate().grid());
        if (known.isEmpty()) {
            return;
        }
        Grid grid = known.get();
        Times mine = arms.candidate().times().orElse(Times.none(grid));
        Times theirs = arms.baseline().times().orElse(Times.none(grid));
        if (!limited && !arms.concurrent()) {
            return;
        }
        candidate = sum(candidate, mine);
        baseline = sum(baseline, theirs);
        if (levels.isEmpty()) {
            learn(limited ? mine : theirs);
            return;
        }
        long bad = 0;
        double before = logE();
        for (Level each : levels) {
            Optional<Owed> counted = each.pair().counted(arms.candidate(), arms.baseline());
            if (counted.isEmpty()) {
                note = "the source changed its buckets: what it counts since is not judged";
                return;
            }
            Optional<Batch> batch = each.take(counted.get());
            if (batch.isPresent()) {
                bad = Math.max(bad, batch.get().xc());
                each.seq().update(turned() ? batch.get().turned() : only(batch.get()));
            }
        }
        persistence.see(at, bad, logE() - before);
    }

    private boolean turned() {
        return aim instanceof Aim.NotWorse;
    }

    private Batch only(Batch batch) {
        return aim instanceof Aim.Limit ? new Batch(batch.nc(), batch.xc(), 0, 0) : batch;
    }

    private static Times sum(@Nullable Times sofar, Times more) {
        return sofar == null || !sofar.grid().equals(more.grid()) ? more : sofar.plus(more);
    }

    private void learn(Times more) {
        if (aim instanceof Aim.Limit) {
            choose(more);
            return;
        }
        learning = sum(learning, more);
        if (learning.total() >= LEARNED_FROM) {
            choose(learning);
        }
    }

    private void choose(Times from) {
        List<String> blunt = new ArrayList<>();
        for (double level : aim.levels()) {
            Optional<Pair> pair = pair(from, level);
            if (pair.isEmpty()) {
                blunt.add(new Gauge.Quantile(level).name());
            }
            pair.ifPresent(found -> levels.add(new Level(level, found, seq(level))));
        }
        // A start missed meanwhile is made up for: it is fixed by the clock, and nothing was judged before.
        levels.forEach(level -> {
            for (int i = 0; i < starts; i++) {
                level.seq().openStart();
            }
        });
        note = said(blunt);
    }

    private Optional<Pair> pair(Times from, double level) {
        return switch (aim) {
            case Aim.Limit(double seconds, double _, String _, Aim.From _) -> {
                int y = from.grid().atOrAbove(seconds);
                yield y < from.grid().size() ? Optional.of(new Pair(level, from.grid(), y, y)) : Optional.empty();
            }
            case Aim.Factor(double factor, List<Double> _, String _) ->
                Pair.atLeast(from.grid(), level, from.quantile(level).orElse(Double.POSITIVE_INFINITY), factor);
            case Aim.NotWorse(double factor, List<Double> _, String _) ->
                Pair.atMost(from.grid(), level, from.quantile(level).orElse(Double.POSITIVE_INFINITY), factor);
        };
    }

    private Seq seq(double level) {
        Seq.Setting mine = setting.withPrior(1 - level);
        return aim instanceof Aim.Limit ? new Seq(Tolerance.limit(1 - level), mine) : new Seq(Tolerance.STRICT, mine);
    }

    private String said(List<String> blunt) {
        List<String> notes = new ArrayList<>();
        if (!blunt.isEmpty()) {
            notes.add(String.join(" and ", blunt) + " cannot be judged: the last bucket is below it");
        }
        double worst = levels.stream()
                .mapToDouble(level -> level.pair().tolerance())
                .max()
                .orElse(0);
        if (!levels.isEmpty() && aim instanceof Aim.Factor(double factor, List<Double> _, String _)) {
            if (worst > factor * 1.1) {
                notes.add("the buckets are coarse: only what is more than %s slower can be seen"
                        .formatted(Said.factor(worst)));
            }
        }
        if (!levels.isEmpty() && aim instanceof Aim.Limit(double seconds, double _, String _, Aim.From _)) {
            Pair pair = levels.getFirst().pair();
            double real = pair.grid().bound(pair.y());
            if (real > seconds * 1.1) {
                notes.add("the buckets are coarse: the limit is really " + Said.time(real));
            }
        }
        return String.join("; ", notes);
    }

    @Override
    public double logE() {
        return levels.isEmpty()
                ? 0
                : Combination.mean(
                        levels.stream().mapToDouble(level -> level.seq().logE()).toArray());
    }

    @Override
    public boolean persists() {
        return persistence.holds(logE());
    }

    @Override
    public Exhibit exhibit(double weight, double alpha) {
        double level = leading();
        Gauge gauge = new Gauge.Quantile(level);
        return new Exhibit(
                gauge,
                aim.rule(),
                figure(candidate, level, alpha),
                figure(baseline, level, alpha),
                logE(),
                weight,
                levels.isEmpty() && note.isEmpty() ? "its bounds are chosen from the first requests" : note,
                new Outlook(needs(alpha * weight), Double.NaN, OptionalLong.empty()));
    }

    /** The level with the most evidence; before any, the one that people ask for first. */
    private double leading() {
        double best = 0;
        double leading = aim.levels().contains(0.95) ? 0.95 : aim.levels().getFirst();
        for (Level each : levels) {
            if (each.seq().logE() > best) {
                best = each.seq().logE();
                leading = each.level();
            }
        }
        return leading;
    }

    private static Optional<Figure> figure(@Nullable Times times, double level, double alpha) {
        return times == null ? Optional.empty() : Figure.time(times, level, alpha);
    }

    private OptionalLong needs(double alpha) {
        long least = Long.MAX_VALUE;
        for (Level each : levels) {
            Batch seen = each.seq().past();
            if (seen.nc() == 0
                    || turned()
                    || (seen.nb() == 0 && !each.seq().tolerance().absolute())) {
                continue;
            }
            double share = (double) seen.nc() / (seen.nc() + seen.nb());
            double theirs = seen.nb() == 0 ? 0 : (double) seen.xb() / seen.nb();
            OptionalLong more = new Needed(
                            (double) seen.xc() / seen.nc(),
                            theirs,
                            share,
                            each.seq().tolerance())
                    .requests(alpha, setting.dispersion(), each.seq().logE());
            if (more.isPresent()) {
                least = Math.min(least, Math.round(more.getAsLong() * share));
            }
        }
        return least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(least);
    }
}
