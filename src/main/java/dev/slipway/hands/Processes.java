package dev.slipway.hands;

import dev.slipway.base.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Processes that are kept running on this machine, each under a supervisor of its own that survives Slipway: one that dies is
 * started again after 1 s, then 2 s, up to 30 s. Every call may be repeated after a crash, and starting what runs finds it.
 */
public interface Processes {

    /** Starts it, or finds it when it runs already; {@code secrets} are given to it and written nowhere. */
    Starting start(Wanted wanted, List<Secret> secrets) throws InterruptedException;

    /** Starts one that was started before in the same way, with the variables of then and the secrets of now. */
    Starting again(Name name, List<Secret> secrets) throws InterruptedException;

    /** All that were ever started and are not forgotten yet, by name. */
    List<Seen> list();

    Optional<Seen> find(Name name);

    /**
     * TERM, then KILL for the whole group when its time is over; returns once nothing of it is left. One that is lost counts as
     * stopped then.
     */
    void stop(Name name) throws InterruptedException;

    /** Stops it, and lets go of all that is known of it: its description, its log, its port. */
    void forget(Name name) throws InterruptedException;

    /**
     * Its supervisor stops it at that time, unless it is called back before, or a connection to its port is open then: it is
     * looked again until there is none.
     */
    void retire(Name name, Instant when);

    /** Takes {@link #retire} back. False when it was too late: it is ended, or ends now. */
    boolean recall(Name name) throws InterruptedException;

    /** The last lines of what it has written to stdout and stderr, not masked. */
    List<String> tail(Name name, int lines);

    /** How many connections to its port are open. */
    int connections(Name name);

    /** @param number counts the instances of one version, from 1 */
    record Name(String service, String version, int number) implements Comparable<Name> {
        public Name {
            for (String part : List.of(service, version)) {
                if (!part.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
                    throw new IllegalArgumentException("'" + part + "' cannot name a service or version:"
                            + " letters, digits, '.', '_' and '-', at most 63, the first a letter or digit");
                }
            }
            if (number < 1 || number > 999) {
                throw new IllegalArgumentException("instances are numbered from 1 to 999");
            }
        }

        @Override
        public int compareTo(Name other) {
            int byService = service.compareTo(other.service);
            int byVersion = byService == 0 ? version.compareTo(other.version) : byService;
            return byVersion == 0 ? Integer.compare(number, other.number) : byVersion;
        }

        @Override
        public String toString() {
            return service + " " + version + " (" + number + ")";
        }
    }

    /**
     * @param words a program with its arguments; nothing in them is interpreted
     * @param directory empty for the one where steps run
     * @param plain variables beside those of Slipway itself; PORT is added
     * @param port 0 for a free one
     * @param grace from TERM to KILL
     */
    record Wanted(
            Name name,
            List<String> words,
            Optional<String> directory,
            Map<String, String> plain,
            int port,
            Duration grace,
            Origin origin) {
        public Wanted {
            words = List.copyOf(words);
            plain = Map.copyOf(plain);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("there is no program to be started");
            }
        }
    }

    /**
     * Who wants it.
     *
     * @param step of a run, for people: {@code r8k3f2/deploy}
     * @param environment whose variables it has; empty where that is not known
     */
    record Origin(String step, String environment) {
        @Override
        public String toString() {
            return step;
        }
    }

    sealed interface Starting {
        record Running(Seen seen) implements Starting {}

        /** One sentence without a full stop; nothing runs. */
        record Refused(String why) implements Starting {}
    }

    /**
     * @param pid of the process itself while it runs
     * @param restarts how often it has died since it was started
     * @param last how it ended the last time
     * @param retiring when its supervisor stops it
     */
    record Seen(
            Name name,
            int port,
            State state,
            Optional<Long> pid,
            Instant since,
            int restarts,
            Optional<Integer> last,
            Optional<Instant> retiring,
            Origin origin) {

        /** Whether somebody cares for it: it runs, or will again. */
        public boolean kept() {
            return state == State.RUNNING || state == State.WAITING;
        }
    }

    enum State {
        RUNNING,
        /** It died and will be started again. */
        WAITING,
        /** It was stopped, or retired. */
        STOPPED,
        /** Its supervisor was killed, or the machine was started anew; parts of it may still run. */
        LOST
    }
}
