package dev.slipway.backup;

/** How many backups of one original are kept: the last ones, and the last one of each of so many days, weeks and months. */
public record Keep(int last, int daily, int weekly, int monthly) {

    public Keep {
        if (last < 0 || daily < 0 || weekly < 0 || monthly < 0) {
            throw new IllegalArgumentException("what is kept is counted from 0");
        }
        if (last + daily + weekly + monthly == 0) {
            throw new IllegalArgumentException("this would keep nothing at all");
        }
    }
}
