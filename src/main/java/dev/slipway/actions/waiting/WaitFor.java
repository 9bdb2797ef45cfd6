package dev.slipway.actions.waiting;

import dev.slipway.base.Data;
import dev.slipway.expression.Expression.Evaluation;
import dev.slipway.expression.Expressions;
import dev.slipway.hands.Action;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.hands.Place;
import dev.slipway.hands.ShellLine;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Cel;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.OneOf;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.ShellText;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** {@code wait.for}: a time, a moment, or something that becomes true. */
public final class WaitFor implements Action<WaitFor.Wait> {

    /** One run of a command that is waited for. */
    private static final Duration COMMAND = Duration.ofSeconds(60);

    @OneOf({"time", "until", "command", "condition"})
    public record Wait(
            @Doc("So long from the beginning of the step; a crash does not make it longer")
            Optional<Duration> time,

            @Doc("A moment such as 2026-11-21T02:30:00+01:00, or the next 02:30 Europe/Berlin")
            Optional<String> until,

            @Doc("Until this command exits 0; bash, must change nothing") @ShellText
            Optional<String> command,

            @Doc("Until this expression is true") @Cel Optional<String> condition,

            @Doc("How long a command or condition is waited for at most") @Standard("10m")
            Duration within,

            @Doc("How long to wait between looks at a command or condition") @Standard("5s")
            Duration every) {
        public Wait {
            until.filter(text -> Until.parse(text).isEmpty()).ifPresent(text -> {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a moment: write 2026-11-21T02:30:00+01:00, or 02:30 Europe/Berlin");
            });
        }
    }

    @Override
    public String name() {
        return "wait.for";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "waits for a time, a moment, a command or a condition";
    }

    @Override
    public String doc() {
        return "All times count from the first beginning of the step: a wait that a crash interrupted goes on for what was"
                + " left of it. A time of day always names its zone.";
    }

    @Override
    public String example() {
        return "wait.for: {command: 'systemctl is-active application', within: 2m, every: 1s}";
    }

    @Override
    public Parameters<Wait> parameters() {
        return RecordParameters.of(Wait.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        String limit = ", at most " + shown.text("within", "10m");
        return Preview.line(shown.text("time")
                .or(() -> shown.text("until").map("until "::concat))
                .or(() -> shown.text("command").map(command -> brief(command) + limit))
                .or(() -> shown.text("condition").map(condition -> brief(condition) + limit))
                .orElse("nothing"));
    }

    /** Leaves room for the limit, which is the more important half. */
    private static String brief(String text) {
        int most = 40;
        String line = Preview.line(text);
        int length = line.codePointCount(0, line.length());
        return length <= most ? line : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Wait wait, Site site) throws InterruptedException {
        if (wait.time().isPresent()) {
            return pauseUntil(site.begun().plus(wait.time().get()), site);
        }
        if (wait.until().isPresent()) {
            Until until = Until.parse(wait.until().get()).orElseThrow();
            return pauseUntil(until.after(site.begun()), site);
        }
        return new Patience(wait.every(), Optional.of(wait.within()))
                .awaitSince(site.begun(), site, COMMAND, limit -> look(wait, site, limit));
    }

    private static Outcome pauseUntil(Instant end, Site site) throws InterruptedException {
        Instant start = site.now();
        // Once may not be enough: a clock that was set back shows less than what was waited.
        for (Instant now = start; now.isBefore(end); now = site.now()) {
            site.pause(Duration.between(now, end));
        }
        return new Outcome.Succeeded("waited " + Patience.said(Duration.between(start, site.now())), Map.of());
    }

    private static Seen look(Wait wait, Site site, Duration limit) throws InterruptedException {
        return wait.command().isPresent()
                ? run(wait.command().get(), site, limit)
                : evaluate(wait.condition().orElseThrow(), site);
    }

    private static Seen run(String command, Site site, Duration limit) throws InterruptedException {
        return switch (new ShellLine(command).run(site, limit)) {
            case Place.Ran.Ended ended when ended.status() == 0 -> new Seen.AsWanted("");
            case Place.Ran.Ended ended -> {
                ended.stderr().lines().forEach(site::say);
                yield new Seen.Otherwise("exit status " + ended.status());
            }
            case Place.Ran.NotFound(String word) ->
                new Seen.Hopeless("there is no " + word + " at " + site.place().name());
            case Place.Ran.TooLong(Duration deadline) -> new Seen.Otherwise("no end after " + Patience.said(deadline));
        };
    }

    private static Seen evaluate(String condition, Site site) {
        return switch (Expressions.evaluate(condition, site.roots())) {
            case Evaluation.Value(Data.Bool(boolean holds)) ->
                holds ? new Seen.AsWanted("") : new Seen.Otherwise(condition + " is not true");
            case Evaluation.Value _ -> new Seen.Hopeless(condition + " is neither true nor false");
            case Evaluation.Failure(String says) -> new Seen.Otherwise(condition + " cannot be told: " + says);
        };
    }
}
