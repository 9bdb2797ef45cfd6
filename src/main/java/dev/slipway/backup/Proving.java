package dev.slipway.backup;

import java.util.Locale;

/** How far a backup is proved, from the least to the most. */
public enum Proving {
    /** What lies in the store is what was written: read again, compared by SHA-256, opened and unpacked to its end. */
    HASH,
    /** And the tools that would restore it can read what it holds, to its end. */
    LIST,
    /** And it was restored beside the original, and is equal to it. */
    RESTORE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
