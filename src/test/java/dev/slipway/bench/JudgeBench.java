package dev.slipway.bench;

import dev.slipway.judge.Arms;
import dev.slipway.judge.Batch;
import dev.slipway.judge.Dispersion;
import dev.slipway.judge.Judge;
import dev.slipway.judge.Past;
import dev.slipway.judge.Poll;
import dev.slipway.judge.Rules;
import dev.slipway.judge.Rules.Noise;
import dev.slipway.judge.Rules.WarmUp;
import dev.slipway.judge.Sample;
import dev.slipway.judge.Seq;
import dev.slipway.judge.Tolerance;
import dev.slipway.judge.Trigger;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** False alarms and delays of the judge, simulated: {@code JudgeBench [RUNS]}. 100 requests a second, a poll a second. */
public final class JudgeBench {
    private static final int SECONDS = 1000;
    static final int PER_SECOND = 100;
    private static final double ALPHA = 0.01;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final int runs;

    private JudgeBench(int runs) {
        this.runs = runs;
    }

    public static void main(String[] args) {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
        JudgeBench bench = new JudgeBench(runs);
        bench.alone();
        bench.delays();
        bench.whole();
        bench.dirty();
        bench.speed();
    }

    /** The second in which it stops, or 0; by run. */
    private int[] play(int times, int seconds, Supplier<Rival> rival, Rates rates) {
        return IntStream.range(0, times)
                .parallel()
                .map(run -> {
                    Rival rule = rival.get();
                    Bernoulli random = new Bernoulli(77_000_000L + run);
                    for (int second = 1; second <= seconds; second++) {
                        int mine = (int) Math.round(rates.share() * PER_SECOND);
                        Batch counted = new Batch(
                                mine,
                                random.of(mine, rates.candidate()),
                                PER_SECOND - mine,
                                random.of(PER_SECOND - mine, rates.baseline()));
                        if (rule.stops(second, counted)) {
                            return second;
                        }
                    }
                    return 0;
                })
                .toArray();
    }

    private record Rates(double share, double candidate, double baseline) {}

    private static double stopped(int[] seconds) {
        return (double) Arrays.stream(seconds).filter(second -> second > 0).count() / seconds.length;
    }

    /** One test, as the theorem has it. */
    private void alone() {
        out.printf(
                Locale.ROOT,
                "## False alarms of one test (%d runs of %d requests, promised %.1f %%)%n",
                runs,
                SECONDS * PER_SECOND,
                100 * ALPHA);
        out.printf(Locale.ROOT, "| share | baseline | strict | balanced, at its boundary | every second, at 1 %% |%n");
        out.printf(Locale.ROOT, "| --- | --- | --- | --- | --- |%n");
        double most = ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / runs);
        boolean kept = true;
        for (double share : new double[] {0.05, 0.5}) {
            for (double base : new double[] {0.001, 0.01, 0.05}) {
                double strict = stopped(
                        play(runs, SECONDS, () -> Rival.seq(Tolerance.STRICT, ALPHA), new Rates(share, base, base)));
                double edge = Tolerance.BALANCED.boundary(base);
                double balanced = stopped(
                        play(runs, SECONDS, () -> Rival.seq(Tolerance.BALANCED, ALPHA), new Rates(share, edge, base)));
                double naive =
                        stopped(play(Math.min(runs, 500), SECONDS, Rival::everySecond, new Rates(share, base, base)));
                kept &= strict <= most && balanced <= most;
                out.printf(
                        Locale.ROOT,
                        "| %.0f %% | %.1f %% | %.2f %% | %.2f %% | %.0f %% |%n",
                        100 * share,
                        100 * base,
                        100 * strict,
                        100 * balanced,
                        100 * naive);
            }
        }
        out.printf(Locale.ROOT, "Promise kept (at most %.2f %%): %s%n%n", 100 * most, kept ? "yes" : "NO");
    }

    private void delays() {
        out.printf(
                Locale.ROOT,
                "## Delay until it stops, in seconds: median / 95th percentile (%d runs)%n",
                Math.min(runs, 400));
        out.printf(Locale.ROOT, "| share, change | strict | balanced | 5 %% for 5m | Flagger* | Argo* |%n");
        out.printf(Locale.ROOT, "| --- | --- | --- | --- | --- | --- |%n");
        for (Rates rates : List.of(
                new Rates(.05, .01, .001),
                new Rates(.05, .03, .01),
                new Rates(.05, .10, .01),
                new Rates(.05, .08, .05),
                new Rates(.5, .01, .001),
                new Rates(.5, .03, .01),
                new Rates(.5, .10, .01),
                new Rates(.5, .08, .05))) {
            out.printf(
                    Locale.ROOT,
                    "| %.0f %%, %.1f → %.0f %% | %s | %s | %s | %s | %s |%n",
                    100 * rates.share(),
                    100 * rates.baseline(),
                    100 * rates.candidate(),
                    delay(() -> Rival.seq(Tolerance.STRICT, ALPHA), rates),
                    delay(() -> Rival.seq(Tolerance.BALANCED, ALPHA), rates),
                    delay(Rival::literal, rates),
                    delay(Rival::flagger, rates),
                    delay(Rival::argo, rates));
        }
        out.printf(
                Locale.ROOT,
                "\\* rebuilt from its source, not run: https://github.com/fluxcd/flagger, https://github.com/argoproj/argo-rollouts%n%n");
    }

    private String delay(Supplier<Rival> rival, Rates rates) {
        return shown(play(Math.min(runs, 400), 1800, rival, rates));
    }

    private static String shown(int[] seconds) {
        int[] found =
                Arrays.stream(seconds).filter(second -> second > 0).sorted().toArray();
        if (found.length < seconds.length / 20) {
            return "never";
        }
        String median = found.length * 2 > seconds.length ? Integer.toString(found[seconds.length / 2]) : "-";
        int high = (int) (seconds.length * 0.95);
        String most = high < found.length ? Integer.toString(found[high]) : "-";
        return median + " / " + most
                + (found.length < seconds.length ? " (%.0f %%)".formatted(100.0 * found.length / seconds.length) : "");
    }

    /** A release as it is judged: all tests together, the guard against bursts, times in buckets of 2 %. */
    private void whole() {
        int some = Math.min(runs, 300);
        out.printf(
                Locale.ROOT,
                "## The whole judge (%d runs of 600 s): errors, times, share, with weights and the guard against bursts%n",
                some);
        out.printf(Locale.ROOT, "| what | 5 %% of the requests | 50 %% |%n");
        out.printf(Locale.ROOT, "| --- | --- | --- |%n");
        Rules cold = Rules.usual().with(WarmUp.NONE);
        row("nothing wrong, false alarms", some, cold, new Scene());
        row("errors 1 → 10 %", some, cold, new Scene().errors(.10));
        row("errors 1 → 3 %", some, cold, new Scene().errors(.03));
        row("2 times slower", some, cold, new Scene().slower(2));
        row("1.5 times slower", some, cold, new Scene().slower(1.5));
        row("hangs: no answer at all", some, cold, new Scene().answered(0));
        row("loses 70 % of its requests", some, cold, new Scene().answered(.3));
        row(
                "cannot connect, 1 %, rule 'connection-failures > 0.1%'",
                some, cold.with(List.of(Trigger.of("connection-failures > 0.1%"))), new Scene().unreachable(.01));
        row("one burst of 5 failures, then nothing", some, cold, new Scene().burstAt(30));
        Past past = new Past(90_000, 900, Optional.empty(), 1, 1);
        row("baseline of before, nothing wrong", some, cold.with(past), new Scene().servesAlone());
        row(
                "baseline of before, it was right by chance and load rose: 1 → 1.5 %",
                some, cold.with(past), new Scene().servesAlone().errors(.015));
        row(
                "baseline of before, errors 1 → 10 %",
                some, cold.with(past), new Scene().servesAlone().errors(.10));
        out.printf(Locale.ROOT, "%n");
    }

    private void row(String what, int times, Rules rules, Scene scene) {
        out.printf(
                Locale.ROOT,
                "| %s | %s | %s |%n",
                what,
                outcome(times, rules, scene.share(.05)),
                outcome(times, rules, scene.share(.5)));
    }

    private static String outcome(int times, Rules rules, Scene scene) {
        int[] stopped = IntStream.range(0, times)
                .parallel()
                .map(run -> scene.play(rules, run))
                .toArray();
        long proved = Arrays.stream(stopped).filter(second -> second < 0).count();
        int[] worse = Arrays.stream(stopped).map(second -> Math.max(0, second)).toArray();
        double part = stopped(worse);
        String back = part == 0 ? "never" : part > 0.5 ? shown(worse) + " s" : "%.1f %%".formatted(100 * part);
        return back + (proved == 0 ? "" : ", proved not worse %.0f %%".formatted(100.0 * proved / times));
    }

    /** Requests that do not fail each for itself, and arms that drift apart. */
    private void dirty() {
        int some = Math.min(runs, 300);
        out.printf(
                Locale.ROOT,
                "## Dirty surroundings (%d runs of 600 s, half of the requests, 1 %% errors in both): taken back, or noise noticed by the placebo%n",
                some);
        out.printf(Locale.ROOT, "| what | dispersion off | measured before | placebo alone |%n");
        out.printf(Locale.ROOT, "| --- | --- | --- | --- |%n");
        dirt("each request for itself", some, new Scene().share(.5).drift(1e-9));
        dirt("retries: 3 fail together", some, new Scene().share(.5).clump(3));
        dirt("retries: 10 fail together", some, new Scene().share(.5).clump(10));
        dirt(
                "each arm drifts by 25 % within a minute",
                some, new Scene().share(.5).drift(.25));
        dirt(
                "each arm drifts by 50 % within a minute",
                some, new Scene().share(.5).drift(.5));
        out.printf(Locale.ROOT, "%n");
    }

    private void dirt(String what, int times, Scene scene) {
        Rules off = Rules.usual();
        int[] blind = IntStream.range(0, times)
                .parallel()
                .map(run -> scene.play(off, run))
                .toArray();
        double[] measured = IntStream.range(0, times)
                .parallel()
                .mapToDouble(run -> dispersion(scene, run))
                .toArray();
        int[] seeing = IntStream.range(0, times)
                .parallel()
                .map(run -> scene.play(off.with(new Noise(measured[run], 1)), run))
                .toArray();
        int[] gated = IntStream.range(0, times)
                .parallel()
                .map(run -> scene.inHalves().play(off, run))
                .toArray();
        double noisy =
                (double) Arrays.stream(gated).filter(second -> second == -1000).count() / times;
        Arrays.sort(measured);
        out.printf(
                Locale.ROOT,
                "| %s | %.1f %% | %.1f %% (D %.1f) | %.1f %%, noticed %.0f %% |%n",
                what,
                100 * back(blind),
                100 * back(seeing),
                measured[measured.length / 2],
                100 * back(gated),
                100 * noisy);
    }

    private static double back(int[] stopped) {
        return stopped(Arrays.stream(stopped).map(second -> Math.max(0, second)).toArray());
    }

    /** 15 minutes of two halves, before. */
    private static double dispersion(Scene scene, int run) {
        Bernoulli random = new Bernoulli(9_000_000L + run);
        Arm one = new Arm(random, scene, .01, 1);
        Arm other = new Arm(random, scene, .01, 1);
        List<Batch> seconds = new ArrayList<>();
        for (int second = 0; second < 900; second++) {
            Sample a = one.second(50, 0);
            Sample b = other.second(50, 0);
            seconds.add(new Batch(a.requests(), a.failures(), b.requests(), b.failures()));
        }
        return Dispersion.of(seconds);
    }

    private void speed() {
        Seq seq = new Seq(Tolerance.BALANCED, Seq.Setting.USUAL);
        Batch batch = new Batch(5, 1, 95, 1);
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long began = spent();
            for (int i = 0; i < 500_000; i++) {
                seq.update(batch);
            }
            best = Math.min(best, (spent() - began) / 500_000.0);
        }
        out.printf(Locale.ROOT, "## Speed%nOne update of a test: %.0f ns%n", best);
        List<Judge> judges = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            judges.add(
                    new Judge(Rules.usual().with(WarmUp.NONE).with(List.of(Trigger.of("p95 > 2x baseline for 10m")))));
        }
        Arm arm = new Arm(new Bernoulli(1), new Scene(), .01, 1);
        long spent = 0;
        for (int second = 1; second <= 40; second++) {
            Arms arms = new Arms(arm.second(5, 0), arm.second(95, 0), .05);
            long began = spent();
            for (Judge judge : judges) {
                judge.see(Poll.of(Duration.ofSeconds(second), arms));
            }
            spent = second > 20 ? spent + spent() - began : 0;
        }
        out.printf(
                Locale.ROOT, "1,000 watches, one poll a second each: %.1f %% of one core%n", 100 * spent / 20.0 / 1e9);
    }

    /** Of this thread, so that others on the machine do not count. */
    private static long spent() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
