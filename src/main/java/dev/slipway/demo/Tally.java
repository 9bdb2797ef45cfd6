package dev.slipway.demo;

import java.util.Map;
import java.util.TreeMap;

/** What became of all requests up to now. */
final class Tally {
    private final Map<String, Version> versions = new TreeMap<>();
    private long lost;

    /** @param firstNanos when it answered first, and last */
    record Version(long answers, long errors, long firstNanos, long lastNanos) {
        private static Version begun(long now) {
            return new Version(0, 0, now, now);
        }

        private Version and(boolean error, long now) {
            return new Version(answers + 1, errors + (error ? 1 : 0), firstNanos, now);
        }

        double errorShare() {
            return answers == 0 ? 0 : (double) errors / answers;
        }
    }

    /** @param lost requests that no version answered: none of the versions' own errors are among them */
    record Seen(Map<String, Version> versions, long lost) {
        Seen {
            versions = Map.copyOf(versions);
        }

        long answers() {
            return versions.values().stream().mapToLong(Version::answers).sum();
        }
    }

    synchronized void count(Visit.Answer answer) {
        if (answer.version().isEmpty()) {
            lost++;
            return;
        }
        long now = System.nanoTime();
        String version = answer.version().get();
        Version before = versions.getOrDefault(version, Version.begun(now));
        versions.put(version, before.and(answer.status() >= 500, now));
    }

    synchronized void lost() {
        lost++;
    }

    synchronized Seen seen() {
        return new Seen(versions, lost);
    }
}
