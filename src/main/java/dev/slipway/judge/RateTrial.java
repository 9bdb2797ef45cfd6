package dev.slipway.judge;

import dev.slipway.judge.Exhibit.Figure;
import dev.slipway.judge.Exhibit.Outlook;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * A rate of failures, against the baseline beside it or against a limit. With several tolerances the candidate is bad only when
 * it exceeds all of them, which needs no correction: the least evidence counts.
 */
final class RateTrial implements Trial {
    private final Gauge gauge;
    private final String rule;
    private final List<Seq> seqs;
    private final Persistence persistence = new Persistence();
    private Batch seen = Batch.NONE;

    RateTrial(Gauge gauge, String rule, List<Seq> seqs) {
        this.gauge = gauge;
        this.rule = rule;
        this.seqs = List.copyOf(seqs);
    }

    static RateTrial of(Gauge gauge, String rule, List<Tolerance> tolerances, Seq.Setting setting) {
        return new RateTrial(
                gauge,
                rule,
                tolerances.stream()
                        .map(tolerance -> new Seq(tolerance, setting))
                        .toList());
    }

    @Override
    public void openStart() {
        seqs.forEach(Seq::openStart);
    }

    @Override
    public void see(Duration at, Arms arms) {
        if (!absolute() && !arms.concurrent()) {
            return;
        }
        Sample candidate = arms.candidate();
        Sample baseline = arms.concurrent() ? arms.baseline() : Sample.NONE;
        Batch batch = new Batch(candidate.requests(), gauge.bad(candidate), baseline.requests(), gauge.bad(baseline));
        seen = seen.plus(batch);
        Batch used = absolute() ? new Batch(batch.nc(), batch.xc(), 0, 0) : batch;
        double before = logE();
        seqs.forEach(seq -> seq.update(used));
        persistence.see(at, batch.xc(), logE() - before);
    }

    private boolean absolute() {
        return seqs.stream().allMatch(seq -> seq.tolerance().absolute());
    }

    @Override
    public double logE() {
        return seqs.stream().mapToDouble(Seq::logE).min().orElse(0);
    }

    @Override
    public boolean persists() {
        return persistence.holds(logE());
    }

    @Override
    public Exhibit exhibit(double weight, double alpha) {
        return new Exhibit(
                gauge,
                rule,
                Figure.rate(seen.nc(), seen.xc(), alpha),
                Figure.rate(seen.nb(), seen.xb(), alpha),
                logE(),
                weight,
                "",
                outlook(seen, alpha * weight));
    }

    /** At the rates seen; what has not both arms yet has no outlook. */
    Outlook outlook(Batch counted, double alpha) {
        seen = counted;
        if (seen.nc() == 0 || (!absolute() && seen.nb() == 0)) {
            return Outlook.NONE;
        }
        long all = absolute() ? seen.nc() : seen.nc() + seen.nb();
        double revealed = seqs.stream()
                .mapToDouble(seq ->
                        Needed.revealed(like(0, seq), all, alpha, seq.setting().dispersion()))
                .max()
                .orElse(1);
        double boundary = seqs.stream()
                .mapToDouble(seq -> seq.tolerance().boundary(baseline()))
                .max()
                .orElse(0);
        OptionalLong gross = needs(Math.min(1, Math.max(Exhibit.GROSS, 2 * boundary)), alpha, Evidence.NONE);
        return new Outlook(
                needs((double) seen.xc() / seen.nc(), alpha, Evidence.SO_FAR),
                revealed,
                gross.isPresent() ? OptionalLong.of(Math.max(0, gross.getAsLong() - seen.nc())) : gross);
    }

    private enum Evidence {
        NONE,
        SO_FAR
    }

    /** Of the candidate: the test that is furthest from a verdict decides. */
    private OptionalLong needs(double candidate, double alpha, Evidence from) {
        long most = 0;
        for (Seq seq : seqs) {
            double logE = from == Evidence.SO_FAR ? seq.logE() : 0;
            OptionalLong more =
                    like(candidate, seq).requests(alpha, seq.setting().dispersion(), logE);
            if (more.isEmpty()) {
                return more;
            }
            most = Math.max(most, Math.round(more.getAsLong() * share()));
        }
        return OptionalLong.of(most);
    }

    private Needed like(double candidate, Seq seq) {
        return new Needed(candidate, baseline(), share(), seq.tolerance());
    }

    private double baseline() {
        return seen.nb() == 0 ? 0 : (double) seen.xb() / seen.nb();
    }

    private double share() {
        return absolute() ? 1 : (double) seen.nc() / (seen.nc() + seen.nb());
    }
}
