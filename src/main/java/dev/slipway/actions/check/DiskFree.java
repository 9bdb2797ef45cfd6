package dev.slipway.actions.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code df -P -k} says of one file system: the one place where its text is read. */
record DiskFree(long usedBytes, long freeBytes) {

    // Filesystem 1024-blocks Used Available Capacity Mounted-on: both names may hold spaces, the numbers tell them
    // apart.
    private static final Pattern ROW = Pattern.compile(".*\\S\\s+\\d+\\s+(\\d+)\\s+(-?\\d+)\\s+(?:\\d+%|-)\\s+/.*");

    static Optional<DiskFree> read(String output) {
        return output.lines()
                .skip(1)
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new DiskFree(kilobytes(row.group(1)), kilobytes(row.group(2))))
                .findFirst();
    }

    private static long kilobytes(String number) {
        // Available is negative where only the reserve of root is left.
        return Math.max(0, Math.multiplyExact(Long.parseLong(number), 1024L));
    }

    /** Of what an ordinary user may fill, as {@code df} reckons its capacity; one decimal, rounded down. */
    BigDecimal freeShare() {
        BigDecimal all = BigDecimal.valueOf(usedBytes).add(BigDecimal.valueOf(freeBytes));
        return all.signum() == 0
                ? BigDecimal.ZERO.setScale(1)
                : BigDecimal.valueOf(freeBytes).movePointRight(2).divide(all, 1, RoundingMode.DOWN);
    }
}
