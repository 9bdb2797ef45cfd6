package dev.slipway.run;

import java.util.Arrays;

/**
 * The progress of every step, by number; never changes. Kept in pieces, so that a new value costs two short copies however
 * long the plan is: a run of 100,000 events folds in well under a second.
 */
final class Steps {
    private static final int PIECE = 64;

    private final Progress[][] pieces;
    private final int size;

    private Steps(Progress[][] pieces, int size) {
        this.pieces = pieces;
        this.size = size;
    }

    static Steps allPending(int size) {
        Progress[][] pieces = new Progress[(size + PIECE - 1) / PIECE][];
        Progress[] untouched = new Progress[PIECE];
        Arrays.fill(untouched, Progress.Pending.AT_FIRST);
        Arrays.fill(pieces, untouched);
        return new Steps(pieces, size);
    }

    int size() {
        return size;
    }

    Progress get(int number) {
        return pieces[number / PIECE][number % PIECE];
    }

    Steps with(int number, Progress progress) {
        Progress[][] next = pieces.clone();
        next[number / PIECE] = pieces[number / PIECE].clone();
        next[number / PIECE][number % PIECE] = progress;
        return new Steps(next, size);
    }
}
