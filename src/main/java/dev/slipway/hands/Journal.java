package dev.slipway.hands;

import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The append-only record of runs, and the right to move them. It keeps texts and does not know what they mean. Entries of a
 * run are numbered from 1 without holes and chained: {@code hash = SHA-256(previous hash + "\n" + seq + "\n" + text)}, the
 * previous hash of the first being the SHA-256 of the run's id (see {@link Chain}). Everything that returns has been made
 * durable; a call that cannot be carried out throws {@link JournalFailure}. Safe for several threads, and several processes
 * may work on one journal.
 *
 * <p>The times of rows ({@code opened}, {@code ended}, {@code since}, {@code renewed}) come from the adapter's clock; those
 * of entries are in their text. Texts are kept as {@link #wellFormed} makes them.
 */
public interface Journal extends AutoCloseable {

    /**
     * Creates a run with its first entries, grants its lease, and takes the lock named by {@code run.lock()}, all or nothing.
     * The lock belongs to the run, not to the process: it is held until {@link #close(Lease, long, List)}, also while nobody
     * moves the run. A lock that is held is said before a name that is taken.
     */
    Opening open(NewRun run, Holder holder);

    /** Entries with a number greater than {@code after}, in order, at most {@code limit}. */
    List<Entry> read(RunId run, long after, int limit);

    /**
     * Appends at the expected position (the number of the last entry) and removes the asks named, in one transaction that
     * also checks that the lease is the one in force. A lost lease is said before a wrong position.
     */
    Appending append(Lease lease, long expected, List<String> texts, List<Long> answeredAsks);

    /**
     * As {@link #append}, and gives the run's lock and lease back, drops the asks left, and marks it ended, in the same
     * transaction. An ended run is never leased again: its record is closed.
     */
    Appending close(Lease lease, long expected, List<String> texts);

    /** Takes the right to move a run. A lease is taken from another holder only as {@code takeover} says. */
    Granting lease(RunId run, Holder holder, Takeover takeover);

    /** False when the lease is no longer the one in force. */
    boolean renew(Lease lease);

    /** Many leases at once, as a process that moves many runs does every few seconds. Gives those no longer in force. */
    List<Lease> renew(List<Lease> leases);

    void release(Lease lease);

    /**
     * Leaves a request for whoever moves the run; needs no lease. Returns its number, which grows from ask to ask; empty where
     * there is no such run or it has ended, since nobody would ever answer.
     */
    Optional<Long> ask(RunId run, String text);

    /** Those that nobody has answered yet, oldest first. */
    List<Ask> asks(RunId run);

    /** The runs for which something has been asked that nobody has answered yet. */
    Set<RunId> asked();

    /** Newest first. */
    List<RunRow> runs(int limit);

    Optional<RunRow> run(RunId run);

    /** Who holds a lock now. */
    Optional<RunRow> locked(String lock);

    /** Keeps a text under its digest; keeping it again changes nothing. */
    Digest keep(String text);

    Optional<String> kept(Digest digest);

    /**
     * A number that differs whenever any process has changed anything since; cheap enough to be asked ten times a second. It
     * may differ where nothing changed. Two numbers of one adapter can be compared, those of two adapters cannot.
     */
    long version();

    /**
     * Reads a run's chain from its beginning. Finds a changed, missing, added or moved entry and a truncated end; who can
     * rewrite the whole chain and the run's row leaves no trace here, so {@link Verification.Sound#head} is to be compared with
     * one kept elsewhere, such as in a report.
     */
    Verification verify(RunId run);

    @Override
    void close();

    /**
     * The text as every adapter can keep it: U+FFFD in the place of NUL, which PostgreSQL refuses, and of half a surrogate
     * pair, which has no UTF-8.
     */
    static String wellFormed(String text) {
        return text.chars().noneMatch(unit -> unit == 0 || isSurrogate(unit))
                ? text
                : text.codePoints()
                        .map(point -> point == 0 || isSurrogate(point) ? 0xFFFD : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isSurrogate(int point) {
        return Character.MIN_SURROGATE <= point && point <= Character.MAX_SURROGATE;
    }

    record Entry(long seq, String text, Digest hash) {}

    record Ask(long id, String text) {}

    /** @param label what lists of runs show, as JSON of the floors above; {@code lock} empty where the run locks nothing */
    record NewRun(RunId id, String label, Optional<String> lock, List<String> texts) {}

    /**
     * The process that moves a run. {@code boot} names this start of the machine and, behind a blank, the table in which the pid
     * is to be looked up, since containers have their own; {@code startedAt} tells a process from a later one with the same pid.
     */
    record Holder(String operator, String host, String boot, long pid, Instant startedAt) {}

    /** @param epoch grows with every granting of the run's lease: what fences an old holder out */
    record Lease(RunId run, long epoch, Holder holder) {}

    record LeaseRow(Lease lease, Instant since, Instant renewed) {}

    record RunRow(
            RunId id,
            String label,
            Optional<String> lock,
            Instant opened,
            Optional<Instant> ended,
            Optional<LeaseRow> lease) {}

    sealed interface Opening {
        record Opened(Lease lease) implements Opening {}

        record Locked(RunRow by) implements Opening {}

        record NameTaken() implements Opening {}
    }

    sealed interface Appending {
        record Appended(long last) implements Appending {}

        record LeaseLost() implements Appending {}

        /** Somebody else appended: {@code last} is the number of the last entry now. */
        record Moved(long last) implements Appending {}
    }

    sealed interface Granting {
        record Granted(Lease lease) implements Granting {}

        record Held(LeaseRow by) implements Granting {}

        record NoSuchRun() implements Granting {}

        record Ended() implements Granting {}
    }

    /** Whether the present holder may be replaced; the caller has looked whether its process lives. */
    sealed interface Takeover {
        record Never() implements Takeover {}

        /** Only if the lease in force is still this one. */
        record From(Lease lease) implements Takeover {}

        /** Only if the lease in force is still this one and its holder was not heard since. */
        record Unheard(LeaseRow row) implements Takeover {}

        default boolean permits(LeaseRow present) {
            return switch (this) {
                case Never() -> false;
                case From(Lease dead) -> isStill(dead, present);
                case Unheard(LeaseRow silent) ->
                    isStill(silent.lease(), present) && silent.renewed().equals(present.renewed());
            };
        }

        private static boolean isStill(Lease seen, LeaseRow present) {
            return seen.run().equals(present.lease().run())
                    && seen.epoch() == present.lease().epoch();
        }
    }

    sealed interface Verification {
        record Sound(long entries, Digest head) implements Verification {}

        /** @param seq the first number at which the record cannot be trusted, 0 where there is no such run */
        record Broken(long seq, String how) implements Verification {}
    }
}
