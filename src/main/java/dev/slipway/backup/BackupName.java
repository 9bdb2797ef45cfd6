package dev.slipway.backup;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code b0007-k3f2}: a number that grows from backup to backup of a store, whatever clocks say, and four characters that keep
 * two apart which were begun at the same time.
 */
public record BackupName(int number, String apart) implements Comparable<BackupName> {
    private static final Pattern WRITTEN = Pattern.compile("b(\\d{4,9})-([a-z0-9]{4})");

    public BackupName {
        if (number < 1 || !apart.matches("[a-z0-9]{4}")) {
            throw new IllegalArgumentException("backups are numbered from 1: " + number + "-" + apart);
        }
    }

    public static Optional<BackupName> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches()
                ? Optional.of(new BackupName(Integer.parseInt(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public int compareTo(BackupName other) {
        int byNumber = Integer.compare(number, other.number);
        return byNumber == 0 ? apart.compareTo(other.apart) : byNumber;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "b%04d-%s", number, apart);
    }
}
