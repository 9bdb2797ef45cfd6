package dev.slipway.runbook;

import dev.slipway.base.Nearest;
import java.util.List;
import java.util.Optional;

/** The first words of the names of actions. A mapping whose one key begins with one of them is a typed step. */
public final class ActionFamilies {
    private static final List<String> ALL = List.of(
            "backup",
            "restore",
            "migrate",
            "deploy",
            "traffic",
            "check",
            "wait",
            "record",
            "judge",
            "load",
            "evidence",
            "images",
            "flags",
            "secrets",
            "env",
            "config",
            "notify",
            "incident",
            "maintenance",
            "cleanup",
            "watch");

    private ActionFamilies() {}

    public static List<String> all() {
        return ALL;
    }

    /** {@code check.http} and {@code check.htp} are names of a known family; {@code server.port} is not. */
    static boolean isName(String key) {
        int dot = key.indexOf('.');
        return dot > 0 && ALL.contains(key.substring(0, dot));
    }

    /** {@code chek.http}: one letter away from a name of a known family. */
    static Optional<String> nearly(String key) {
        int dot = key.indexOf('.');
        if (dot < 4 || isName(key)) {
            return Optional.empty();
        }
        String family = key.substring(0, dot);
        return Nearest.to(family, ALL)
                .filter(known -> Math.abs(known.length() - family.length()) <= 1)
                .filter(known -> differByOne(known, family))
                .map(known -> known + key.substring(dot));
    }

    /** One letter too many, too few or changed, or two that changed places. */
    private static boolean differByOne(String a, String b) {
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        String restA = a.substring(same);
        String restB = b.substring(same);
        boolean swapped = restA.length() >= 2
                && restB.length() == restA.length()
                && restA.charAt(0) == restB.charAt(1)
                && restA.charAt(1) == restB.charAt(0)
                && restA.substring(2).equals(restB.substring(2));
        return swapped
                || from(restA, 1).equals(restB)
                || restA.equals(from(restB, 1))
                || from(restA, 1).equals(from(restB, 1));
    }

    private static String from(String text, int index) {
        return text.substring(Math.min(index, text.length()));
    }
}
