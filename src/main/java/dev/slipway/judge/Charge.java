package dev.slipway.judge;

import dev.slipway.judge.Rules.Margin;
import dev.slipway.judge.Rules.Mode;
import dev.slipway.judge.TimeTrial.Aim;
import dev.slipway.judge.Trigger.Lasting;
import dev.slipway.judge.Trigger.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** One sequential test with its part of the whole, as the rules ask for it. */
record Charge(Trial trial, double weight) {
    private static final double ERRORS = 0.4;
    private static final double TIMES = 0.3;
    private static final double SHARE = 0.1;
    /** All other triggers together. */
    private static final double OTHERS = 0.2;

    /** Not yet made, because what a trial may spend depends on all weights. */
    private record Draft(Kind kind, DoubleFunction<Trial> maker) {}

    private enum Kind {
        ERRORS,
        TIMES,
        SHARE,
        OTHERS;

        double weight() {
            return switch (this) {
                case ERRORS -> Charge.ERRORS;
                case TIMES -> Charge.TIMES;
                case SHARE -> Charge.SHARE;
                case OTHERS -> Charge.OTHERS;
            };
        }
    }

    static List<Charge> of(Rules rules) {
        List<Draft> drafts = drafts(rules);
        double sum = 0;
        for (Kind kind : Kind.values()) {
            sum += count(drafts, kind) > 0 ? kind.weight() : 0;
        }
        List<Charge> charges = new ArrayList<>();
        for (Draft draft : drafts) {
            double weight = draft.kind().weight() / count(drafts, draft.kind()) / sum;
            charges.add(new Charge(draft.maker().apply(weight * rules.promise().falseAlarm()), weight));
        }
        return List.copyOf(charges);
    }

    private static long count(List<Draft> drafts, Kind kind) {
        return drafts.stream().filter(draft -> draft.kind() == kind).count();
    }

    private static List<Draft> drafts(Rules rules) {
        List<Draft> drafts = new ArrayList<>();
        for (Trigger trigger : rules.triggers()) {
            if (trigger instanceof Trigger.Above above
                    && (rules.mode() != Mode.LITERAL || above.lasting() instanceof Lasting.Immediately)) {
                drafts.add(of(above, rules));
            }
        }
        // What the author compares with the baseline is not compared a second time, by another measure.
        if (rules.mode() != Mode.LITERAL && rules.against().isPresent()) {
            compare(rules.against().get(), rules, drafts);
        }
        return drafts;
    }

    private static Draft of(Trigger.Above above, Rules rules) {
        Seq.Setting setting = setting(rules);
        Seq.Setting slow = Seq.Setting.USUAL.withDispersion(rules.noise().times());
        String rule = above.text();
        return switch (above.limit()) {
            case Limit.Rate(double rate) ->
                new Draft(Kind.OTHERS, _ -> RateTrial.of(above.gauge(), rule, List.of(Tolerance.limit(rate)), setting));
            case Limit.Worse(var tolerances) ->
                new Draft(
                        above.gauge() instanceof Gauge.Failures ? Kind.ERRORS : Kind.OTHERS,
                        _ -> RateTrial.of(above.gauge(), rule, tolerances, setting));
            case Limit.Seconds(double seconds) ->
                new Draft(
                        Kind.OTHERS,
                        _ -> new TimeTrial(new Aim.Limit(seconds, level(above.gauge()), rule, from(above)), slow));
            case Limit.Slower(double factor) ->
                new Draft(
                        Kind.TIMES,
                        _ -> times(new Aim.Factor(factor, List.of(level(above.gauge())), rule), slow, rules));
        };
    }

    /** Whoever writes the word means the first requests as well. */
    private static Aim.From from(Trigger.Above above) {
        return above.text().endsWith("immediately") ? Aim.From.FIRST_REQUEST : Aim.From.WARM;
    }

    private static double level(Gauge gauge) {
        return gauge instanceof Gauge.Quantile(double level) ? level : 0.5;
    }

    private static TimeTrial times(Aim aim, Seq.Setting setting, Rules rules) {
        TimeTrial trial = new TimeTrial(aim, setting);
        return rules.past().flatMap(Past::times).map(trial::learned).orElse(trial);
    }

    private static void compare(Margin margin, Rules rules, List<Draft> drafts) {
        Seq.Setting setting = setting(rules);
        if (count(drafts, Kind.ERRORS) == 0) {
            String rule = "error-rate worse than baseline by " + said(margin.errors());
            drafts.add(new Draft(
                    Kind.ERRORS, _ -> RateTrial.of(new Gauge.Failures(), rule, List.of(margin.errors()), setting)));
            rules.past()
                    .ifPresent(past -> drafts.add(
                            new Draft(Kind.OTHERS, alpha -> new PastTrial(past, margin.errors(), setting, alpha))));
        }
        if (count(drafts, Kind.TIMES) == 0) {
            Aim aim = new Aim.Factor(
                    margin.slower(), TimeTrial.LEVELS, "slower than " + Said.factor(margin.slower()) + " baseline");
            drafts.add(new Draft(
                    Kind.TIMES,
                    _ -> times(
                            aim, Seq.Setting.USUAL.withDispersion(rules.noise().times()), rules)));
        }
        drafts.add(new Draft(Kind.SHARE, _ -> new ShareTrial(Seq.Setting.USUAL)));
    }

    static Seq.Setting setting(Rules rules) {
        return Seq.Setting.USUAL.withDispersion(rules.noise().errors());
    }

    static String said(Tolerance tolerance) {
        String points = Said.rate(tolerance.delta()).replace(" %", "pp");
        if (tolerance.delta() == 0) {
            return tolerance.ratio() == 1 ? "anything" : Said.factor(tolerance.ratio());
        }
        return tolerance.ratio() == 1 ? points : Said.factor(tolerance.ratio()) + " plus " + points;
    }
}
