package dev.slipway.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
    private static final Instant START = Instant.parse("2026-01-01T02:00:00Z");
    private static final Keep KEEP = new Keep(3, 7, 4, 6);
    private static final Set<String> ALL =
            IntStream.range(0, 200).mapToObj(number -> "r" + number).collect(Collectors.toSet());

    private enum Proven {
        YES,
        FAILED,
        NOT_YET
    }

    private static Backup backup(int number, Instant at, Proven proven) {
        return new Backup(
                new BackupName(number, "aaaa"),
                new Backup.What("postgres", "planner", "localhost:5432", "15.5", Optional.empty(), 100),
                new Backup.Made(at, Duration.ofSeconds(3), "r" + number + "/backup"),
                new Backup.Sealed("b.dump.zst", 10, Digest.of("x"), "pg_dump-custom+zstd", List.of()),
                Proving.RESTORE,
                switch (proven) {
                    case YES -> Optional.of(new Proof.Proved(Proving.RESTORE, at, Duration.ofSeconds(1), "equal"));
                    case FAILED -> Optional.of(new Proof.Disproved(Proving.RESTORE, at, "cut"));
                    case NOT_YET -> Optional.empty();
                },
                "zstd -d");
    }

    private static List<Backup> daily(int days, Proven proven) {
        List<Backup> all = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            all.add(backup(i + 1, START.plus(Duration.ofDays(i)), proven));
        }
        return all;
    }

    private static List<Integer> kept(Retention.Ruling ruling) {
        return ruling.fates().stream()
                .filter(fate -> !fate.goes())
                .map(fate -> fate.backup().name().number())
                .toList();
    }

    private static Set<String> without(String run) {
        return ALL.stream().filter(each -> !each.equals(run)).collect(Collectors.toSet());
    }

    @Test
    void the_last_ones_and_the_last_of_each_day_week_and_month_stay() {
        List<Backup> history = daily(100, Proven.YES);
        Retention.Ruling ruling = new Retention(KEEP, Set.of(), ALL).of(history, START.plus(Duration.ofDays(100)));
        // From 1 January: day 100 is 10 April; Sundays end weeks (95, 88, 81), months end on 90, 59, 31.
        assertThat(kept(ruling)).containsExactly(100, 99, 98, 97, 96, 95, 94, 90, 88, 81, 59, 31);
        assertThat(ruling.held()).isEmpty();
    }

    @Test
    void nothing_goes_when_proving_has_stopped_working() {
        List<Backup> history = new ArrayList<>(daily(60, Proven.YES));
        history.add(backup(61, START.plus(Duration.ofDays(60)), Proven.FAILED));
        Retention.Ruling ruling = new Retention(KEEP, Set.of(), ALL).of(history, START.plus(Duration.ofDays(61)));
        assertThat(ruling.going()).isEmpty();
        assertThat(ruling.held())
                .containsExactly("postgres planner at localhost:5432: nothing goes: proving does not work:"
                        + " the newest, b0061-aaaa, is not proven");
    }

    @Test
    void nothing_goes_when_the_clock_was_set_back() {
        Retention.Ruling ruling =
                new Retention(KEEP, Set.of(), ALL).of(daily(60, Proven.YES), START.plus(Duration.ofDays(20)));
        assertThat(ruling.going()).isEmpty();
        assertThat(ruling.held())
                .containsExactly(
                        "postgres planner at localhost:5432: nothing goes: the clock says 2026-01-21T02:00:00Z,"
                                + " and b0060-aaaa was made at 2026-03-01T02:00:00Z");
    }

    @Test
    void what_a_run_that_has_not_ended_made_stays() {
        Retention.Ruling ruling = new Retention(new Keep(1, 0, 0, 0), Set.of("r5"), without("r5"))
                .of(daily(9, Proven.YES), START.plus(Duration.ofDays(9)));
        assertThat(kept(ruling)).containsExactly(9, 5);
    }

    @Test
    void what_a_run_that_is_not_known_here_has_made_stays_for_a_week() {
        // A store that several machines share: whether theirs have ended is in their records.
        Retention.Ruling ruling = new Retention(new Keep(1, 0, 0, 0), Set.of(), Set.of("r8", "r9"))
                .of(daily(12, Proven.YES), START.plus(Duration.ofDays(11)));

        assertThat(kept(ruling)).containsExactly(12, 11, 10, 7, 6);
        assertThat(ruling.fates())
                .contains(new Retention.Fate(
                        backup(6, START.plus(Duration.ofDays(5)), Proven.YES),
                        false,
                        "r6 is not known here and may need it to undo, for 7 days"));
    }

    @Test
    void originals_do_not_take_room_from_one_another() {
        List<Backup> history = new ArrayList<>(daily(3, Proven.YES));
        Backup other = backup(4, START.plus(Duration.ofDays(4)), Proven.YES);
        history.add(new Backup(
                other.name(),
                new Backup.What("files", "uploads", "here", "", Optional.empty(), 1),
                other.made(),
                other.sealed(),
                other.asked(),
                other.proof(),
                other.restore()));
        assertThat(kept(new Retention(new Keep(1, 0, 0, 0), Set.of(), ALL).of(history, START.plus(Duration.ofDays(5)))))
                .containsExactly(4, 3);
    }

    @Test
    void a_proof_by_less_than_was_asked_for_is_none() {
        Backup backup = backup(1, START, Proven.NOT_YET);
        assertThat(backup.with(new Proof.Proved(Proving.LIST, START, Duration.ZERO, ""))
                        .proven())
                .isFalse();
        assertThat(backup.with(new Proof.Proved(Proving.RESTORE, START, Duration.ZERO, ""))
                        .proven())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void in_any_history_the_newest_proven_one_and_those_of_open_runs_stay(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<Backup> history = new ArrayList<>();
            Instant at = START;
            int number = 0;
            for (int i = random.nextInt(40); i >= 0; i--) {
                // Clocks jump, and are set back, for days.
                at = at.plus(Duration.ofHours(
                        random.nextInt(10) == 0 ? random.nextInt(20_000) - 10_000 : random.nextInt(60)));
                number += 1 + random.nextInt(2);
                history.add(backup(number, at, Proven.values()[random.nextInt(5) == 0 ? 1 + random.nextInt(2) : 0]));
            }
            Collections.shuffle(history, random);
            String open = "r" + (1 + random.nextInt(number));
            Keep keep = new Keep(1 + random.nextInt(3), random.nextInt(5), random.nextInt(3), random.nextInt(3));
            Instant now = at.plus(Duration.ofHours(random.nextInt(48) - 12));

            Retention.Ruling ruling = new Retention(keep, Set.of(open), without(open)).of(history, now);

            Comparator<Backup> byName = Comparator.naturalOrder();
            Optional<Backup> newestProven =
                    history.stream().filter(Backup::proven).max(byName);
            Backup newest = history.stream().max(byName).orElseThrow();
            assertThat(ruling.fates()).hasSameSizeAs(history);
            newestProven.ifPresent(proven -> assertThat(ruling.going()).doesNotContain(proven));
            assertThat(ruling.going())
                    .doesNotContain(newest)
                    .noneMatch(each -> each.made().run().equals(open));
            if (!newest.proven()
                    || history.stream().anyMatch(each -> each.made().at().isAfter(now))) {
                assertThat(ruling.going()).isEmpty();
            }
            List<Backup> left = new ArrayList<>(history);
            left.removeAll(ruling.going());
            assertThat(new Retention(keep, Set.of(open), without(open))
                            .of(left, now)
                            .going())
                    .as("what stays would stay again")
                    .isEmpty();
        }
    }
}
