package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where steps run. A step is begun under a supervisor of its own that survives Slipway; its output and exit status are
 * files beside it. Nothing is ever begun twice under one {@link AttemptName}.
 */
public interface Place {

    String name();

    /**
     * Begins a step and returns once its supervisor has claimed it. The attempt's name must be new: when it was used before,
     * this answers {@link Beginning.Refused}.
     */
    Beginning begin(Launch launch) throws InterruptedException;

    /**
     * What became of an attempt that was perhaps begun, by this or an earlier process. When the answer is
     * {@link Found.Never}, the attempt has been claimed by this call and can never begin any more.
     */
    Found find(AttemptName attempt, Capture capture) throws InterruptedException;

    /** Ends every process that an attempt left behind (it was given up); returns once they are gone. */
    void clear(AttemptName attempt) throws InterruptedException;

    /** Forgets a run's files: raw outputs, saved sessions, scripts. */
    void forget(String run);

    /** Runs a short command with an argument list, for actions and pre-flight; output is limited and masked by the caller. */
    Ran run(Command command) throws InterruptedException;

    /** Begins a command whose input and output are streams; the deadline is for whoever waits for its end. */
    default Piping pipe(Command command) throws InterruptedException {
        return new Piping.Refused(name() + " cannot carry streams");
    }

    /** What keeps steps of these dialects from running there, looked at before the first step of a run; empty for nothing. */
    default Optional<Hindrance> hindrance(Set<Shell.Dialect> dialects) throws InterruptedException {
        return Optional.empty();
    }

    /**
     * @param says one sentence without a full stop, with what to do
     * @param mayPass whether a step that runs elsewhere may remove it
     */
    record Hindrance(String says, boolean mayPass) {}

    sealed interface Piping {
        record Open(Pipe pipe) implements Piping {}

        record NotFound(String word) implements Piping {}

        /** One sentence without a full stop. */
        record Refused(String why) implements Piping {}
    }

    /** Names one attempt of one step of one run: also a folder name. {@code purpose}: forward, undo, probe. */
    record AttemptName(String run, String step, String purpose, int attempt) {
        @Override
        public String toString() {
            return run + "/" + step + "." + purpose + "." + attempt;
        }
    }

    /**
     * @param directory empty for the place's own directory; otherwise taken from there
     * @param session the session whose variables and functions carry on, empty for none
     */
    record Launch(
            AttemptName attempt,
            Shell shell,
            Optional<String> directory,
            Environment environment,
            Optional<SessionUse> session,
            Capture capture) {}

    record Shell(Dialect dialect, String text) {
        public enum Dialect {
            BASH,
            SH
        }
    }

    /** {@code plain} and {@code secrets} are set on top of what the place gives; {@code dropped} are taken away. */
    record Environment(Map<String, String> plain, List<Secret> secrets, List<String> dropped) {}

    /**
     * The state before the step is read from {@code before} (empty: a fresh session) and, when the step exits 0, saved as
     * {@code after}, a new name for each attempt: so an undo can start from the state before its step. {@code keepsDirectory}:
     * the step begins in the directory in which the one before it ended.
     */
    record SessionUse(Optional<String> before, String after, boolean keepsDirectory) {}

    /**
     * How the output is shown, and who hears of it line by line while it comes.
     *
     * @param masked the secrets to be masked, also such as the step itself is not given
     * @param withheld show and keep nothing of it: the step is sensitive, or one of the secrets is too short to be masked
     */
    record Capture(List<Secret> masked, boolean withheld, long keptBytes, OutputListener listener) {
        /** What is said and kept instead of what was withheld. */
        public static final String WITHHELD =
                "output withheld: the step is sensitive, or was given a secret that is too short to be masked";
    }

    interface OutputListener {
        /**
         * One masked line, without its line end, or a piece of a very long one; {@code error} for stderr. Called from one
         * thread at a time.
         */
        void line(String text, boolean error);
    }

    sealed interface Beginning {
        record Begun(Attempt attempt) implements Beginning {}

        record Refused(String why) implements Beginning {}

        /** Its supervisor was killed at once; what it had come to, {@link Place#find} says. */
        record Killed() implements Beginning {}
    }

    sealed interface Found {
        record Running(Attempt attempt) implements Found {}

        record Ended(Exit exit) implements Found {}

        /** It never began and never will. */
        record Never() implements Found {}

        /** It began, its supervisor is gone, and it left no exit status. {@code alive}: processes of it that still run. */
        record Gone(String why, List<Long> alive) implements Found {}
    }

    /** A step under way. */
    interface Attempt {
        /**
         * Waits; empty when the time is over first. Whoever waits carries the output on: the listener hears lines, and logs
         * grow, only in here and in the waiting thread. The answer stays the same when asked again.
         */
        Optional<Exit> await(Duration atMost) throws InterruptedException;

        /** To the whole process group. */
        void signal(Signal signal) throws InterruptedException;
    }

    enum Signal {
        TERM,
        KILL
    }

    /**
     * @param status the exit status; empty when the supervisor ended without writing one (killed with its step)
     * @param stdout the masked text kept, its first part when it was long (for {@code expect})
     * @param outputs what was written to SLIPWAY_OUTPUT, or the sentence that says what is wrong with it
     */
    record Exit(Optional<Integer> status, Written stdout, Written stderr, Outputs outputs, Duration took) {}

    /**
     * @param file the masked log, relative to the state directory
     * @param bytes how many were written
     * @param kept how many the log keeps, after masking
     * @param text the first part of the log, at most 1 MB
     */
    record Written(String file, long bytes, long kept, String text) {}

    sealed interface Outputs {
        record Given(Map<String, Data> values) implements Outputs {}

        record Malformed(String says) implements Outputs {}
    }

    record Command(List<String> words, Optional<String> directory, Environment environment, Duration deadline) {}

    sealed interface Ran {
        record Ended(int status, String stdout, String stderr) implements Ran {}

        record NotFound(String word) implements Ran {}

        record TooLong(Duration deadline) implements Ran {}
    }
}
