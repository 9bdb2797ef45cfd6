package dev.slipway.hands;

import dev.slipway.judge.Sample;
import java.time.Duration;
import java.util.List;

/**
 * Where counts of two versions come from. A look takes no longer than it is given; what does not answer in time is silent, which
 * is neither good nor bad.
 */
public interface Evidence {

    Looked look(Duration limit) throws InterruptedException;

    sealed interface Looked {
        /**
         * Both versions at the same moment, from the beginning of the counters, which only grow. A counter that began anew is
         * said by smaller numbers, unless the source can tell how to carry on.
         *
         * @param halves the baseline in two halves; empty where it cannot be told apart
         */
        record Counted(Sample candidate, Sample baseline, List<Sample> halves) implements Looked {
            public Counted {
                halves = List.copyOf(halves);
            }

            public Counted(Sample candidate, Sample baseline) {
                this(candidate, baseline, List.of());
            }
        }

        /** @param why a few words: {@code no answer from http://… within 2 s} */
        record Silent(String why) implements Looked {}
    }
}
