package dev.slipway.schema.risk;

import java.util.Locale;

/** What PostgreSQL takes on a table, the weakest first. */
public enum Mode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    public boolean stopsReads() {
        return this == ACCESS_EXCLUSIVE;
    }

    public boolean stopsWrites() {
        return compareTo(SHARE) >= 0;
    }

    /** As the manual writes it. */
    public String words() {
        return name().replace('_', ' ');
    }

    /** As {@code pg_locks} has it: {@code AccessExclusiveLock}. */
    public String seen() {
        StringBuilder seen = new StringBuilder();
        for (String word : name().split("_", -1)) {
            seen.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return seen + "Lock";
    }
}
