package dev.slipway.hands;

import dev.slipway.hands.Evidence.Looked;
import dev.slipway.judge.Arms;
import dev.slipway.judge.Judge;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Tape;
import dev.slipway.judge.Verdict;
import dev.slipway.judge.Verdict.State;
import dev.slipway.report.VerdictDrawing;
import dev.slipway.report.VerdictText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks again and again, and lets the judge hear it, until he decides or the time is over. One judge hears all stages of a
 * release: he must not begin anew when the share changes.
 *
 * @param more what is asked beside the counts, such as a health check
 */
public record Watch(Evidence evidence, More more, Transcript transcript, Tape tape, VerdictText text, Pace pace) {

    private static final Duration TOLD_EVERY = Duration.ofSeconds(10);

    /** @param limit how long one look may take */
    public record Pace(Duration every, Duration limit) {
        public static final Pace USUAL = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    /** Adds to a poll what is not counted. */
    @FunctionalInterface
    public interface More {
        More NOTHING = (poll, _) -> poll;

        Poll to(Poll poll, Duration limit) throws InterruptedException;
    }

    /** What ends a watch before its time. */
    public enum Until {
        WORSE,
        WORSE_OR_PROVED
    }

    /**
     * @param share of the requests that the candidate has meanwhile
     * @param end when the time is over
     */
    public Verdict watch(Site site, double share, Instant end, Until until) throws InterruptedException {
        Judge judge = transcript.judge();
        Instant told = site.now();
        Optional<State> before = Optional.empty();
        while (true) {
            Instant now = site.now();
            hear(now, share);
            site.show(() -> new VerdictDrawing(judge.verdict(), text));
            Optional<State> decision = judge.decision();
            boolean ends =
                    decision.isPresent() && (decision.get() != State.NOT_WORSE || until == Until.WORSE_OR_PROVED);
            boolean over = !now.isBefore(end);
            boolean tells = Duration.between(told, now).compareTo(TOLD_EVERY) >= 0 || !decision.equals(before);
            if (ends || over || tells) {
                Verdict verdict = judge.verdict();
                if (ends || over) {
                    return verdict;
                }
                site.say(text.sentence(verdict));
                told = now;
                before = decision;
            }
            site.pause(pace.every());
        }
    }

    /** One look, which the judge hears. */
    public Poll hear(Instant now, double share) throws InterruptedException {
        Poll poll = more.to(poll(at(now), share), pace.limit());
        transcript.hear(poll);
        return poll;
    }

    /** A clock that was set back has not gone on. */
    private Duration at(Instant now) {
        Duration since = Duration.between(transcript.from(), now);
        return since.isNegative() ? Duration.ZERO : since;
    }

    private Poll poll(Duration at, double share) throws InterruptedException {
        return switch (evidence.look(pace.limit())) {
            case Looked.Counted counted ->
                tape.next(at, new Arms(counted.candidate(), counted.baseline(), share, counted.halves()));
            case Looked.Silent(String why) -> Poll.silent(at, why);
        };
    }
}
