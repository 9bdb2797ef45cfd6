package dev.slipway.cli;

import dev.slipway.base.Durations;
import dev.slipway.judge.Replay;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Rules.Mode;
import dev.slipway.judge.Rules.WarmUp;
import dev.slipway.judge.Seq.Setting;
import dev.slipway.judge.Seq.Start;
import dev.slipway.judge.Tolerance;
import dev.slipway.judge.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How counts are judged that were given in a file. */
final class JudgeOptions {
    private static final String LITERAL = "error-rate > 5% for 5m";

    @Option(names = "--ratio", paramLabel = "R", description = "tolerated: R times the baseline's rate; 0 for a limit")
    double ratio = Tolerance.BALANCED.ratio();

    @Option(names = "--delta", paramLabel = "D", description = "and so much more; 0.001 is 0.1 percentage points")
    double delta = Tolerance.BALANCED.delta();

    @Option(names = "--start", paramLabel = "mixture|single", description = "several starts, or one")
    String start = "mixture";

    @Option(
            names = "--dispersion",
            paramLabel = "D",
            description = "how many requests fail together; 1 if each for itself")
    double dispersion = 1;

    @Option(names = "--prior", paramLabel = "P", description = "the rate to be expected before anything was counted")
    double prior = 0.01;

    @Option(names = "--alpha", paramLabel = "A", description = "the probability of a false alarm, ever")
    double alpha = 0.01;

    @Option(names = "--every", paramLabel = "TIME", description = "how far apart the rows are")
    String every = "1s";

    @Option(
            names = "--trigger",
            paramLabel = "TRIGGER",
            description = "a rule as in a runbook: error-rate > 5%% for 5m")
    List<String> triggers = List.of();

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description = "for so long, or 500 requests, the candidate may be slower")
    String warmUp = "0s";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec command;

    /** Throws {@link IllegalArgumentException} when one is given that would not be read. */
    void refuse(String because, String... names) {
        for (String name : names) {
            if (command.commandLine().getParseResult().hasMatchedOption(name)) {
                throw new IllegalArgumentException("'" + name + "' is not read: " + because);
            }
        }
    }

    Duration apart() {
        return time(every);
    }

    private static Duration time(String written) {
        return Durations.parse(written)
                .filter(time -> !time.isZero())
                .orElseThrow(() -> new IllegalArgumentException("'" + written + "' is no time: write 1s or 15s"));
    }

    Replay.Options replay() {
        Duration apart = apart();
        Trigger literal = Trigger.of(triggers.isEmpty() ? LITERAL : triggers.getFirst());
        if (triggers.size() > 1
                || !(literal instanceof Trigger.Above above)
                || above.gauge().isTime()) {
            throw new IllegalArgumentException("counts without times are compared with one trigger on rates");
        }
        return new Replay.Options(tolerance(), setting(), alpha(), apart, above);
    }

    private Tolerance tolerance() {
        return new Tolerance(ratio, delta);
    }

    private Setting setting() {
        Start from = switch (start.toLowerCase(Locale.ROOT)) {
            case "mixture" -> Start.MIXTURE;
            case "single" -> Start.SINGLE;
            default -> throw new IllegalArgumentException("'" + start + "' is no start: mixture or single");
        };
        return new Setting(from, dispersion, prior);
    }

    private double alpha() {
        if (!(alpha > 0 && alpha <= 0.5)) {
            throw new IllegalArgumentException("'--alpha' is above 0 and at most 0.5");
        }
        return alpha;
    }

    Rules rules() {
        return Rules.usual()
                .with(Mode.BOTH)
                .with(triggers.stream().map(Trigger::of).toList())
                .with(new Rules.Margin(tolerance(), Rules.Margin.BALANCED.slower()))
                .with(Rules.Promise.USUAL.withFalseAlarm(alpha()))
                .with(new Rules.Noise(dispersion, dispersion))
                .with(warmUp.equals("0s") ? WarmUp.NONE : new WarmUp(time(warmUp), 500));
    }
}
