package dev.slipway.bench;

import dev.slipway.judge.Arms;
import dev.slipway.judge.Judge;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Verdict.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens in a release. */
record Scene(
        double share,
        double errors,
        double slower,
        double answered,
        double unreachable,
        int burstAt,
        boolean alone,
        int clump,
        double drift,
        boolean halves) {
    Scene() {
        this(.05, .01, 1, 1, 0, 0, false, 1, 0, false);
    }

    Scene share(double other) {
        return new Scene(other, errors, slower, answered, unreachable, burstAt, alone, clump, drift, halves);
    }

    Scene errors(double other) {
        return new Scene(share, other, slower, answered, unreachable, burstAt, alone, clump, drift, halves);
    }

    Scene slower(double other) {
        return new Scene(share, errors, other, answered, unreachable, burstAt, alone, clump, drift, halves);
    }

    Scene answered(double other) {
        return new Scene(share, errors, slower, other, unreachable, burstAt, alone, clump, drift, halves);
    }

    Scene unreachable(double other) {
        return new Scene(share, errors, slower, answered, other, burstAt, alone, clump, drift, halves);
    }

    Scene burstAt(int other) {
        return new Scene(share, errors, slower, answered, unreachable, other, alone, clump, drift, halves);
    }

    Scene servesAlone() {
        return new Scene(share, errors, slower, answered, unreachable, burstAt, true, clump, drift, halves);
    }

    Scene clump(int other) {
        return new Scene(share, errors, slower, answered, unreachable, burstAt, alone, other, drift, halves);
    }

    Scene drift(double other) {
        return new Scene(share, errors, slower, answered, unreachable, burstAt, alone, clump, other, halves);
    }

    Scene inHalves() {
        return new Scene(share, errors, slower, answered, unreachable, burstAt, alone, clump, drift, true);
    }

    boolean timed() {
        return clump == 1 && drift == 0;
    }

    /** The second in which it is taken back; negative when it is proved not worse, and -1000 when noise is noticed. */
    int play(Rules rules, int run) {
        Bernoulli random = new Bernoulli(5_000_000L + run);
        Judge judge = new Judge(rules);
        Arm mine = new Arm(random, this, errors, slower);
        Arm one = new Arm(random, this, .01, 1);
        Arm other = new Arm(random, this, .01, 1);
        for (int second = 1; second <= 600; second++) {
            int requests = (int) Math.round((alone ? 1 : share) * JudgeBench.PER_SECOND);
            Sample candidate = mine.second((int) Math.round(requests * answered), second == burstAt ? 5 : 0);
            Sample first = one.second((JudgeBench.PER_SECOND - requests) / 2, 0);
            Sample rest = other.second(JudgeBench.PER_SECOND - requests - (JudgeBench.PER_SECOND - requests) / 2, 0);
            Arms arms = alone
                    ? Arms.alone(candidate)
                    : new Arms(candidate, first.plus(rest), share, halves ? List.of(first, rest) : List.of());
            judge.see(Poll.of(Duration.ofSeconds(second), arms));
            Optional<State> decision = judge.decision();
            if (decision.filter(State.REGRESSION::equals).isPresent()) {
                return second;
            }
            if (decision.filter(State.ENVIRONMENT_NOISY::equals).isPresent()) {
                return -1000;
            }
        }
        return judge.decision().isPresent() ? -1 : 0;
    }
}
