package dev.slipway.bench;

import dev.slipway.judge.Batch;
import dev.slipway.judge.Seq;
import dev.slipway.judge.Seq.Setting;
import dev.slipway.judge.Tolerance;

/** A rule that may stop a release, fed second by second. Those of other tools are rebuilt from their sources, not run. */
interface Rival {

    /** Whether it has stopped after this second. */
    boolean stops(int second, Batch counted);

    static Rival seq(Tolerance tolerance, double alpha) {
        Seq seq = new Seq(tolerance, Setting.USUAL);
        return (second, counted) -> {
            Batch used = tolerance.absolute() ? new Batch(counted.nc(), counted.xc(), 0, 0) : counted;
            seq.update(used);
            if (second % 30 == 0) {
                seq.openStart();
            }
            return seq.convicts(alpha);
        };
    }

    /** More than 5 % at 31 looks in a row, ten seconds apart, each at the last minute. */
    static Rival literal() {
        return new Rival() {
            private final long[][] last = new long[60][2];
            private int held;

            @Override
            public boolean stops(int second, Batch counted) {
                last[second % 60] = new long[] {counted.nc(), counted.xc()};
                if (second % 10 != 0) {
                    return false;
                }
                long all = 0;
                long bad = 0;
                for (long[] each : last) {
                    all += each[0];
                    bad += each[1];
                }
                if (all >= 20) {
                    held = bad > 0.05 * all ? held + 1 : 0;
                }
                return held >= 31;
            }
        };
    }

    /** Flagger: once a minute more than 1 % of the last minute fails, the fifth time ends it; good minutes do not count. */
    static Rival flagger() {
        return new Minutes() {
            private int failed;

            @Override
            boolean minute(long all, long bad) {
                failed += all > 0 && bad > 0.01 * all ? 1 : 0;
                return failed >= 5;
            }
        };
    }

    /** Argo Rollouts: every five minutes success below 95 %, the fourth time ends it. */
    static Rival argo() {
        return new Minutes() {
            private int minutes;
            private int failed;
            private long all;
            private long bad;

            @Override
            boolean minute(long more, long moreBad) {
                all += more;
                bad += moreBad;
                if (++minutes % 5 != 0) {
                    return false;
                }
                failed += all > 0 && bad > 0.05 * all ? 1 : 0;
                all = 0;
                bad = 0;
                return failed >= 4;
            }
        };
    }

    /** What many write by hand: two rates compared every second, at one per cent, over all so far. */
    static Rival everySecond() {
        return new Rival() {
            private Batch all = Batch.NONE;

            @Override
            public boolean stops(int second, Batch counted) {
                all = all.plus(counted);
                double pooled = (double) (all.xc() + all.xb()) / (all.nc() + all.nb());
                double spread = Math.sqrt(pooled * (1 - pooled) * (1.0 / all.nc() + 1.0 / all.nb()));
                double gap = (double) all.xc() / all.nc() - (double) all.xb() / all.nb();
                return spread > 0 && gap / spread > 2.326;
            }
        };
    }

    abstract class Minutes implements Rival {
        private long all;
        private long bad;

        abstract boolean minute(long requests, long failures);

        @Override
        public boolean stops(int second, Batch counted) {
            all += counted.nc();
            bad += counted.xc();
            if (second % 60 != 0) {
                return false;
            }
            boolean stopped = minute(all, bad);
            all = 0;
            bad = 0;
            return stopped;
        }
    }
}
