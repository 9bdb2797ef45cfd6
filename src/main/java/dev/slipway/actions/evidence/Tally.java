package dev.slipway.actions.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The lines of one pattern, before and since. */
final class Tally {
    /** More kinds than this are no kinds: each line is one of its own. */
    private static final int MOST_KINDS = 10_000;

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern VARYING =
            Pattern.compile("\\b(?=[0-9a-fA-F-]*\\d)[0-9a-fA-F]{4,}(?:-[0-9a-fA-F]+)*\\b|\\d+");

    private final CheckLogs.Counted counted;
    private final Pattern pattern;
    private final Set<String> kinds = new HashSet<>();
    private final Map<String, String> later = new LinkedHashMap<>();
    private long before;
    private long since;

    Tally(CheckLogs.Counted counted, Pattern pattern) {
        this.counted = counted;
        this.pattern = pattern;
    }

    CheckLogs.Counted counted() {
        return counted;
    }

    long before() {
        return before;
    }

    long since() {
        return since;
    }

    void hear(boolean earlier, String line) {
        if (!pattern.matcher(line).find()) {
            return;
        }
        String kind = kind(line);
        if (earlier) {
            before++;
            if (kinds.size() < MOST_KINDS) {
                kinds.add(kind);
            }
        } else {
            since++;
            if (later.size() < MOST_KINDS) {
                later.putIfAbsent(kind, line);
            }
        }
    }

    static String kind(String line) {
        return VARYING.matcher(QUOTED.matcher(line).replaceAll("'…'")).replaceAll("0");
    }

    /** The first line of each kind that was not there before. */
    List<String> fresh() {
        List<String> fresh = new ArrayList<>();
        later.forEach((kind, line) -> {
            if (!kinds.contains(kind)) {
                fresh.add(line);
            }
        });
        return fresh;
    }
}
