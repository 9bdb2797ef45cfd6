package dev.slipway.judge;

import dev.slipway.base.Durations;
import dev.slipway.base.Nearest;
import dev.slipway.judge.Trigger.Lasting;
import dev.slipway.judge.Trigger.Limit;
import dev.slipway.judge.TriggerWords.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a trigger, strictly: what is not quite right is said, with its place and what to write instead. */
public final class TriggerReader {
    private static final Pattern QUANTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,3})?)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");
    private static final Pattern RATE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");
    private static final Pattern POINTS = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)pp");
    private static final Pattern FACTOR = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)x");
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final List<String> FIRST_WORDS = firstWords();
    private static final List<String> LASTING_WORDS = List.of("for", "over", "immediately");
    private static final String SUCH = "Such as: error-rate > 5% for 5m";

    private final TriggerWords words;
    private final String text;

    public sealed interface Reading {
        record Read(Trigger trigger) implements Reading {}

        /**
         * @param from where in the text the mistake begins, counted from 0
         * @param to where it ends, exclusive
         * @param says without a full stop
         */
        record Misread(int from, int to, String says, String help) implements Reading {
            public String sentence() {
                return says + (help.isEmpty() ? "" : ". " + help);
            }
        }
    }

    private TriggerReader(String text) {
        this.text = text;
        this.words = new TriggerWords(text);
    }

    public static Reading read(String text) {
        try {
            return new Reading.Read(new TriggerReader(text).trigger());
        } catch (TriggerWords.Wrong wrong) {
            return wrong.misread();
        }
    }

    private static List<String> firstWords() {
        List<String> all = new ArrayList<>(Gauge.NAMES);
        all.addAll(List.of("health", "promql"));
        return List.copyOf(all);
    }

    private Trigger trigger() {
        Word first = words.take();
        if (first.text().isEmpty()) {
            throw words.wrong(first, "a trigger is empty", SUCH);
        }
        Trigger read = switch (first.text()) {
            case "health" -> health();
            case "promql" -> asked();
            default -> above(gauge(first));
        };
        if (!words.ended()) {
            throw words.wrong(
                    words.rest(),
                    "'%s' is too much: the trigger is complete before it"
                            .formatted(words.rest().text()),
                    "");
        }
        return read;
    }

    private Gauge gauge(Word word) {
        Matcher quantile = QUANTILE.matcher(word.text());
        if (quantile.matches()) {
            double level = new BigDecimal(quantile.group(1)).movePointLeft(2).doubleValue();
            if (level > 0) {
                return new Gauge.Quantile(level);
            }
        }
        return switch (word.text()) {
            case "error-rate" -> new Gauge.Failures();
            case "connection-failures" -> new Gauge.Unreachable();
            default ->
                throw words.wrong(
                        word,
                        "nothing is measured as '%s'".formatted(word.text()),
                        Nearest.help("A trigger begins with", word.text(), FIRST_WORDS));
        };
    }

    private Trigger above(Gauge gauge) {
        Word how = words.take();
        if (how.is("worse")) {
            Limit limit = worse(gauge);
            return new Trigger.Above(gauge, limit, lasting(), text.strip());
        }
        if (!how.is(">")) {
            String found = how.text().isEmpty()
                    ? "nothing follows '" + gauge.name() + "'"
                    : "'" + how.text() + "' does not follow '" + gauge.name() + "'";
            throw words.wrong(
                    how,
                    found,
                    "Write '%s > …' or '%s worse than baseline by …'.".formatted(gauge.name(), gauge.name()));
        }
        Word written = words.take();
        Matcher factor = FACTOR.matcher(written.text());
        if (factor.matches()) {
            if (!words.takes("baseline")) {
                throw words.wrong(
                        written,
                        "'%s' does not say of what".formatted(written.text()),
                        "Write '%s baseline'.".formatted(written.text()));
            }
            return new Trigger.Above(gauge, times(gauge, factor(written)), lasting(), text.strip());
        }
        Limit limit = gauge.isTime() ? seconds(gauge, written) : new Limit.Rate(rate(gauge, written));
        return new Trigger.Above(gauge, limit, lasting(), text.strip());
    }

    private static Limit times(Gauge gauge, double factor) {
        return gauge.isTime() ? new Limit.Slower(factor) : new Limit.Worse(List.of(new Tolerance(factor, 0)));
    }

    private Limit worse(Gauge gauge) {
        if (!words.takes("than") || !words.takes("baseline")) {
            throw words.wrong(words.next(), "'worse' is followed by 'than baseline'", "");
        }
        if (!words.takes("by")) {
            throw words.wrong(
                    words.next(),
                    "it does not say by how much",
                    gauge.isTime() ? "Write 'by 1.25x'." : "Write 'by 1.25x plus 0.1pp'.");
        }
        if (gauge.isTime()) {
            return new Limit.Slower(factor(words.take()));
        }
        Word first = words.take();
        Tolerance one = tolerance(first);
        if (words.next().is("and", "plus")) {
            Word joint = words.take();
            Word second = words.take();
            Tolerance other = tolerance(second);
            if ((one.delta() == 0) == (other.delta() == 0)) {
                throw words.wrong(
                        second,
                        "'%s' and '%s' say the same twice".formatted(first.text(), second.text()),
                        "One is a ratio such as 1.25x, the other a difference such as 0.1pp.");
            }
            return new Limit.Worse(
                    joint.is("and")
                            ? List.of(one, other)
                            : List.of(
                                    new Tolerance(Math.max(one.ratio(), other.ratio()), one.delta() + other.delta())));
        }
        return new Limit.Worse(List.of(one));
    }

    private Tolerance tolerance(Word word) {
        Matcher points = POINTS.matcher(word.text());
        if (points.matches()) {
            double delta = new BigDecimal(points.group(1)).movePointLeft(2).doubleValue();
            if (delta > 0 && delta < 1) {
                return new Tolerance(1, delta);
            }
        }
        if (FACTOR.matcher(word.text()).matches()) {
            return new Tolerance(factor(word), 0);
        }
        throw words.wrong(
                word,
                word.text().isEmpty() ? "it does not say by how much" : "'%s' is no difference".formatted(word.text()),
                "Write a ratio such as 1.25x, or percentage points such as 0.1pp.");
    }

    private double factor(Word word) {
        Matcher factor = FACTOR.matcher(word.text());
        if (!factor.matches()) {
            throw words.wrong(
                    word,
                    word.text().isEmpty() ? "a factor is missing" : "'%s' is no factor".formatted(word.text()),
                    "Write it as 2x or 1.25x.");
        }
        double value = Double.parseDouble(factor.group(1));
        if (value < 1) {
            throw words.wrong(
                    word, "'%s' would call a better version worse".formatted(word.text()), "A factor is at least 1x.");
        }
        return value;
    }

    private double rate(Gauge gauge, Word word) {
        Matcher rate = RATE.matcher(word.text());
        if (!rate.matches()) {
            String unit = NUMBER.matcher(word.text()).matches()
                    ? "'%s' has no unit".formatted(word.text())
                    : word.text().isEmpty() ? "a limit is missing" : "'%s' is no rate".formatted(word.text());
            throw words.wrong(
                    word, unit, "Write it as '%s > 5%%' or '%s > 2x baseline'.".formatted(gauge.name(), gauge.name()));
        }
        double value = new BigDecimal(rate.group(1)).movePointLeft(2).doubleValue();
        if (value <= 0) {
            throw words.wrong(
                    word,
                    "a limit of 0% would be exceeded by a single failure",
                    "Write the rate that is still right, such as 0.1%.");
        }
        if (value >= 1) {
            throw words.wrong(word, "a rate is never above 100%%, so that '%s' never acts".formatted(word.text()), "");
        }
        return value;
    }

    private Limit seconds(Gauge gauge, Word word) {
        Duration time = Durations.parse(word.text()).orElse(Duration.ZERO);
        if (time.isZero()) {
            String says = NUMBER.matcher(word.text()).matches()
                    ? "'%s' has no unit".formatted(word.text())
                    : word.text().isEmpty() ? "a limit is missing" : "'%s' is no time".formatted(word.text());
            throw words.wrong(
                    word,
                    says,
                    "Write it as '%s > 800ms' or '%s > 2x baseline'.".formatted(gauge.name(), gauge.name()));
        }
        return new Limit.Seconds(time.toNanos() / 1e9);
    }

    private Lasting lasting() {
        if (words.ended()) {
            return new Lasting.Immediately();
        }
        Word word = words.next();
        if (!LASTING_WORDS.contains(word.text())) {
            throw words.wrong(
                    words.rest(),
                    "'%s' does not say how long".formatted(words.rest().text()),
                    "It ends with 'for 5m', 'over 5m' or 'immediately'. "
                            + Nearest.didYouMean(word.text(), LASTING_WORDS));
        }
        words.take();
        if (word.is("immediately")) {
            return new Lasting.Immediately();
        }
        Duration time = time(word);
        return word.is("for") ? new Lasting.For(time) : new Lasting.Over(time);
    }

    private Duration time(Word after) {
        Word word = words.take();
        Duration time = Durations.parse(word.text()).orElse(Duration.ZERO);
        if (time.isZero()) {
            boolean zero = Durations.parse(word.text()).isPresent();
            throw words.wrong(
                    word,
                    zero
                            ? "'%s %s' is no time".formatted(after.text(), word.text())
                            : word.text().isEmpty()
                                    ? "'%s' says no time".formatted(after.text())
                                    : "'%s' is no time".formatted(word.text()),
                    zero ? "Write 'immediately', or how long it must be so." : "Write it as 90s, 5m or 1h.");
        }
        if (time.compareTo(LONGEST) > 0) {
            throw words.wrong(
                    word, "'%s' is longer than a release is watched".formatted(word.text()), "A day is the most.");
        }
        return time;
    }

    private Trigger health() {
        Word fails = words.take();
        if (!fails.is("fails")) {
            throw words.wrong(fails, "'health' is followed by 'fails 3 times'", "");
        }
        Word count = words.take();
        if (!count.text().matches("[1-9]\\d{0,2}") || !words.next().is("times", "time")) {
            throw words.wrong(count, "it does not say how often health fails", "Write 'health fails 3 times'.");
        }
        words.take();
        return new Trigger.Unhealthy(Integer.parseInt(count.text()), text.strip());
    }

    private Trigger asked() {
        Word query = words.take();
        boolean quoted = query.text().length() > 2
                && query.text().charAt(0) == query.text().charAt(query.text().length() - 1)
                && (query.text().startsWith("'") || query.text().startsWith("\""));
        if (!quoted) {
            throw words.wrong(
                    query,
                    "the query after 'promql' does not stand in quotes",
                    "Write: promql 'up{job=\"shop\"}' < 1 for 1m");
        }
        Word side = words.take();
        Word value = words.take();
        if (!side.is(">", "<") || !NUMBER.matcher(value.text()).matches()) {
            throw words.wrong(
                    side.is(">", "<") ? value : side,
                    "a query is compared with a number by > or <",
                    "Such as: promql '…' > 0.5 for 1m");
        }
        Word last = words.next();
        Lasting lasting = lasting();
        if (lasting instanceof Lasting.Over) {
            throw words.wrong(last, "a query says its window itself", "Write 'for' instead of 'over', or nothing.");
        }
        return new Trigger.Asked(
                query.text().substring(1, query.text().length() - 1),
                side.is(">") ? Trigger.Side.ABOVE : Trigger.Side.BELOW,
                Double.parseDouble(value.text()),
                lasting,
                text.strip());
    }
}
