package dev.slipway.base;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that an author most likely meant. */
public final class Nearest {
    private Nearest() {}

    /**
     * The known name at the smallest distance (letters added, lost, changed or swapped; case does not count), when that
     * is at most 2 or a third of the word's length, and 1 for words of three letters or less. The first of several wins.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        int best = word.length() <= 3 ? 1 : Math.max(2, word.length() / 3);
        Optional<String> nearest = Optional.empty();
        String wanted = word.toLowerCase(Locale.ROOT);
        for (String name : known) {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT), best);
            if (distance < best || (distance == best && nearest.isEmpty())) {
                best = distance;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }

    /** {@code Did you mean 'db'?}, or the empty text. */
    public static String didYouMean(String word, Collection<String> known) {
        return to(word, known).map(name -> "Did you mean '" + name + "'?").orElse("");
    }

    /**
     * What stands below a Problem about an unknown name: {@code Places in this runbook: app, db, web. Did you mean 'db'?}
     *
     * @param lead {@code Places in this runbook}
     */
    public static String help(String lead, String word, Collection<String> known) {
        String all = known.isEmpty() ? lead + ": none." : lead + ": " + String.join(", ", known) + ".";
        return (all + " " + didYouMean(word, known)).strip();
    }

    /** The Damerau-Levenshtein distance (optimal string alignment), or more than {@code limit} as soon as that is certain. */
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > limit) {
                return limit + 1;
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
