package dev.slipway.proxy;

import java.util.Locale;

/** The texts of a request that say where it goes. */
final class Spelling {
    private Spelling() {}

    /** Whether everything in it is visible ASCII that is not cut off (#) or turned round (\) by some server. */
    static boolean isVisible(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~' || c == '#' || c == '\\') {
                return false;
            }
        }
        return !target.isEmpty();
    }

    /** A host, perhaps with a port; nothing that some servers would take for a path or for a name before an @. */
    static boolean isAuthority(String host) {
        if (host.isEmpty()) {
            return false;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean fits = isAlphanumeric(c) || "-._:[]".indexOf(c) >= 0;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isAlphanumeric(c) && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Where the path begins in {@code http://HOST/path}; 0 when it is no such target, or another host's. */
    static int pathOf(String target, String host) {
        String lower = target.toLowerCase(Locale.ROOT);
        int from = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : 0;
        int end = from + host.length();
        boolean same = from > 0 && !host.isEmpty() && target.regionMatches(true, from, host, 0, host.length());
        if (!same) {
            return 0;
        }
        return end == target.length() || target.charAt(end) == '/' ? end : 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
