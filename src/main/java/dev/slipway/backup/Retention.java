package dev.slipway.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which backups may go. Their order is that of their numbers, never of clocks; days, weeks and months are those of UTC, counted
 * by the backups that there are and not back from today, so that no clock can make one too old.
 */
public record Retention(Keep keep, Set<String> openRuns, Set<String> endedRuns) {
    /** Longer than a release takes, with a weekend in it. */
    private static final Duration FOREIGN = Duration.ofDays(7);

    /**
     * @param openRuns the runs that have not ended: their undo may need what they made
     * @param endedRuns of those that are in neither, such as of another machine with the same store, it cannot be told
     */
    public Retention {
        openRuns = Set.copyOf(openRuns);
        endedRuns = Set.copyOf(endedRuns);
    }

    /** @param why why it stays or goes, in a few words */
    public record Fate(Backup backup, boolean goes, String why) {}

    /**
     * @param fates of every backup, newest first, one original after the other
     * @param held a sentence for each original of which nothing goes although the schedule would let some go
     */
    public record Ruling(List<Fate> fates, List<String> held) {
        public List<Backup> going() {
            return fates.stream().filter(Fate::goes).map(Fate::backup).toList();
        }
    }

    public Ruling of(List<Backup> backups, Instant now) {
        Map<String, List<Backup>> byOriginal = new TreeMap<>();
        backups.forEach(backup -> byOriginal
                .computeIfAbsent(backup.what().original(), _ -> new ArrayList<>())
                .add(backup));
        List<Fate> fates = new ArrayList<>();
        List<String> held = new ArrayList<>();
        byOriginal.forEach((original, all) -> {
            List<Backup> newestFirst =
                    all.stream().sorted(Comparator.reverseOrder()).toList();
            List<Fate> scheduled = scheduled(newestFirst, now);
            Optional<String> doubt = doubt(newestFirst, now);
            if (doubt.isPresent() && scheduled.stream().anyMatch(Fate::goes)) {
                held.add(original + ": nothing goes: " + doubt.get());
            }
            scheduled.forEach(fate ->
                    fates.add(doubt.isPresent() && fate.goes() ? new Fate(fate.backup(), false, doubt.get()) : fate));
        });
        return new Ruling(List.copyOf(fates), List.copyOf(held));
    }

    /** Why nothing of an original may go at all. */
    private static Optional<String> doubt(List<Backup> newestFirst, Instant now) {
        Backup newest = newestFirst.getFirst();
        if (!newest.proven()) {
            return Optional.of("proving does not work: the newest, " + newest.name() + ", is not proven");
        }
        return newestFirst.stream()
                .filter(backup -> backup.made().at().isAfter(now))
                .findFirst()
                .map(future -> "the clock says " + now + ", and " + future.name() + " was made at "
                        + future.made().at());
    }

    private List<Fate> scheduled(List<Backup> newestFirst, Instant now) {
        Map<BackupName, String> stays = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(keep.last(), newestFirst.size()); i++) {
            stays.put(newestFirst.get(i).name(), "one of the last " + keep.last());
        }
        each(newestFirst, keep.daily(), LocalDate::toString, "the last of its day", stays);
        each(newestFirst, keep.weekly(), Retention::week, "the last of its week", stays);
        each(newestFirst, keep.monthly(), Retention::month, "the last of its month", stays);
        newestFirst.stream()
                .filter(Backup::proven)
                .findFirst()
                .ifPresent(proven -> stays.putIfAbsent(proven.name(), "the newest that is proven"));
        newestFirst.forEach(backup -> needed(backup, now).ifPresent(why -> stays.putIfAbsent(backup.name(), why)));
        return newestFirst.stream()
                .map(backup -> new Fate(
                        backup,
                        !stays.containsKey(backup.name()),
                        stays.getOrDefault(backup.name(), "no longer kept by the schedule")))
                .toList();
    }

    /** By the run that made it. */
    private Optional<String> needed(Backup backup, Instant now) {
        String run = backup.made().run();
        if (openRuns.contains(run)) {
            return Optional.of(run + " has not ended and may need it to undo");
        }
        boolean young = backup.made().at().isAfter(now.minus(FOREIGN));
        return endedRuns.contains(run) || !young
                ? Optional.empty()
                : Optional.of(run + " is not known here and may need it to undo, for " + FOREIGN.toDays() + " days");
    }

    private static void each(
            List<Backup> newestFirst,
            int most,
            Function<LocalDate, String> time,
            String why,
            Map<BackupName, String> stays) {
        Set<String> met = new HashSet<>();
        for (Backup backup : newestFirst) {
            String bucket = time.apply(backup.made().at().atZone(ZoneOffset.UTC).toLocalDate());
            if (met.size() < most && met.add(bucket)) {
                stays.putIfAbsent(backup.name(), why);
            }
        }
    }

    private static String week(LocalDate day) {
        return day.get(IsoFields.WEEK_BASED_YEAR) + "-" + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    private static String month(LocalDate day) {
        return day.getYear() + "-" + day.getMonthValue();
    }
}
