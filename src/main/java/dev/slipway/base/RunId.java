package dev.slipway.base;

/** The short sortable name of a run, such as {@code r8k3f2}. */
public record RunId(String value) implements Comparable<RunId> {

    public RunId {
        if (!isRunId(value)) {
            throw new IllegalArgumentException("not the name of a run: " + value);
        }
    }

    /** {@code r[0-9a-z]{5,15}}; by hand, because lists of runs hold thousands. */
    private static boolean isRunId(String value) {
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return value.length() >= 6 && value.length() <= 16 && value.charAt(0) == 'r';
    }

    @Override
    public int compareTo(RunId other) {
        int byLength = Integer.compare(value.length(), other.value.length());
        return byLength != 0 ? byLength : value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
