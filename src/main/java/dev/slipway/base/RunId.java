package dev.slipway.base;

/** The short sortable name of a run, such as {@code r8k3f2}. */
public record RunId(String value) implements Comparable<RunId> {

    public RunId {
        if (!value.matches("r[0-9a-z]{5,15}")) {
            throw new IllegalArgumentException("not the name of a run: " + value);
        }
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
