package dev.slipway.report;

import dev.slipway.judge.Exhibit;
import dev.slipway.judge.Exhibit.Figure;
import dev.slipway.judge.Gauge;
import dev.slipway.judge.Interval;
import dev.slipway.judge.Said;
import dev.slipway.judge.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A verdict as people read it: one sentence, and the figures that it rests on.
 *
 * @param candidate what it is called, such as {@code v3}
 * @param baseline what it is compared with
 */
public record VerdictText(String candidate, String baseline) {
    private static final int COLUMNS = 40;

    /** Without a full stop: {@code undecided: needs about 40 more requests of v3}. */
    public String sentence(Verdict verdict) {
        return switch (verdict.state()) {
            case REGRESSION -> candidate + " is worse " + reason(verdict);
            case NOT_WORSE -> candidate + " is not worse, proved " + seen(verdict) + compared(verdict);
            case ENVIRONMENT_NOISY ->
                "the surroundings are too noisy to judge"
                        + (verdict.alarmed() ? ", although much speaks against " + candidate : "") + ": "
                        + String.join("; ", verdict.notes());
            case NO_DATA -> "no data: " + silence(verdict);
            case UNDECIDED -> "undecided: " + undecided(verdict);
            case HEALTHY_SO_FAR -> "healthy so far: " + healthy(verdict);
        };
    }

    /** What follows "took v3 back": {@code after 214 candidate requests (9 s): errors 7.9 % against 0.1 %; …}. */
    public String reason(Verdict verdict) {
        if (!verdict.fired().isEmpty()) {
            return seen(verdict) + ": " + verdict.fired();
        }
        List<Exhibit> convicting = verdict.exhibits().stream()
                .filter(exhibit -> exhibit.convicts(verdict.alpha()))
                .toList();
        List<Exhibit> shown = convicting.isEmpty() ? leading(verdict).stream().toList() : convicting;
        return seen(verdict) + ": "
                + String.join(", ", shown.stream().map(this::against).toList()) + "; false-alarm guarantee "
                + Said.rate(verdict.alpha());
    }

    private static String seen(Verdict verdict) {
        return "after %d candidate requests (%s)".formatted(verdict.requests(), Said.duration(verdict.at()));
    }

    private static Optional<Exhibit> leading(Verdict verdict) {
        return verdict.exhibits().stream()
                .max(Comparator.comparingDouble(exhibit -> exhibit.logE() + Math.log(exhibit.weight())));
    }

    /** {@code errors 7.9 % against 0.1 %}, or a figure with the rule that it breaks. */
    private String against(Exhibit exhibit) {
        String mine = exhibit.candidate()
                .map(figure -> value(exhibit, figure.value()))
                .orElse("none");
        String noun = exhibit.gauge().noun();
        if (exhibit.gauge() instanceof Gauge.Portion) {
            return noun + " " + mine + (exhibit.note().isEmpty() ? "" : " (" + exhibit.note() + ")");
        }
        return exhibit.baseline()
                .map(figure -> noun + " " + mine + " against " + value(exhibit, figure.value()))
                .orElse(noun + " " + mine + " (" + exhibit.rule() + ")");
    }

    static String value(Exhibit exhibit, double value) {
        return exhibit.gauge().isTime() ? Said.time(value) : Said.rate(value);
    }

    private String compared(Verdict verdict) {
        return verdict.exhibits().stream()
                .filter(exhibit ->
                        exhibit.candidate().isPresent() && exhibit.baseline().isPresent())
                .findFirst()
                .map(exhibit -> ": " + against(exhibit))
                .orElse("");
    }

    private static String silence(Verdict verdict) {
        return verdict.notes().isEmpty()
                ? "%d candidate requests in %s".formatted(verdict.requests(), Said.duration(verdict.at()))
                : verdict.notes().getLast();
    }

    private String undecided(Verdict verdict) {
        String more = verdict.needs().isPresent()
                ? "needs about " + Said.about(verdict.needs().getAsLong()) + " more requests of " + candidate
                : "nothing could be compared";
        Optional<Exhibit> worse =
                verdict.exhibits().stream().filter(Exhibit::looksWorse).findFirst();
        return worse.map(exhibit -> more + " at these rates: " + against(exhibit))
                .orElseGet(() -> more
                        + revealed(verdict)
                                .map(rate -> rate >= 1
                                        ? "; nothing would have shown in the %d so far".formatted(verdict.requests())
                                        : "; the %d so far could only have revealed an error rate above %s"
                                                .formatted(verdict.requests(), Said.rate(rate)))
                                .orElse(""));
    }

    private static Optional<Double> revealed(Verdict verdict) {
        return verdict.exhibits().stream()
                .map(exhibit -> exhibit.outlook().revealed())
                .filter(rate -> !rate.isNaN())
                .min(Comparator.naturalOrder());
    }

    private String healthy(Verdict verdict) {
        String figures = verdict.exhibits().stream()
                .filter(exhibit -> exhibit.candidate().isPresent() && !(exhibit.gauge() instanceof Gauge.Portion))
                .findFirst()
                .map(exhibit -> against(exhibit) + " in ")
                .orElse("");
        return figures + verdict.requests() + " requests of " + candidate
                + revealed(verdict)
                        .map(rate -> "; more than " + Said.rate(rate) + " would have shown")
                        .orElse("");
    }

    /** A line for each gauge, and how the evidence went; for a terminal. */
    public List<String> lines(Verdict verdict) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", candidate, baseline, "EVIDENCE", "RULE"));
        List<Exhibit> counted = verdict.exhibits().stream()
                .filter(exhibit -> exhibit.candidate().isPresent())
                .toList();
        for (Exhibit exhibit : counted) {
            rows.add(List.of(
                    exhibit.gauge().name(),
                    cell(exhibit, exhibit.candidate()),
                    cell(exhibit, exhibit.baseline()),
                    "%s of %s".formatted(nats(exhibit.logE()), nats(verdict.line() - Math.log(exhibit.weight()))),
                    exhibit.rule()));
        }
        verdict.literals().forEach(held -> rows.add(List.of("literal", held.stands(), "", "", held.trigger())));
        List<String> lines = new ArrayList<>(rows.size() > 1 ? Table.lines(rows, 110) : List.of());
        counted.stream()
                .filter(exhibit -> !exhibit.note().isEmpty() && !(exhibit.gauge() instanceof Gauge.Portion))
                .forEach(exhibit -> lines.add(exhibit.gauge().name() + ": " + exhibit.note()));
        verdict.notes().forEach(note -> lines.add("note: " + note));
        if (!verdict.exhibits().isEmpty()) {
            lines.add("together  " + nats(verdict.logE()) + " of " + nats(verdict.line()) + "  "
                    + EvidenceNote.bars(verdict.history(), verdict.line(), COLUMNS));
        }
        return lines;
    }

    /** A sentence for each gauge that was counted, for the record. */
    public List<String> facts(Verdict verdict) {
        List<String> facts = new ArrayList<>();
        for (Exhibit exhibit : verdict.exhibits()) {
            if (exhibit.candidate().isPresent()) {
                facts.add(exhibit.rule() + ": " + candidate + " " + of(exhibit, exhibit.candidate())
                        + exhibit.baseline()
                                .map(_ -> ", " + baseline + " " + of(exhibit, exhibit.baseline()))
                                .orElse("")
                        + "; evidence " + nats(exhibit.logE()) + " of "
                        + nats(verdict.line() - Math.log(exhibit.weight()))
                        + (exhibit.note().isEmpty() ? "" : "; " + exhibit.note()));
            }
        }
        verdict.literals().forEach(held -> facts.add(held.trigger() + ": " + held.stands()));
        return facts;
    }

    private static String of(Exhibit exhibit, Optional<Figure> figure) {
        return cell(exhibit, figure) + figure.map(of -> " of " + of.requests()).orElse("");
    }

    static String cell(Exhibit exhibit, Optional<Figure> figure) {
        return figure.map(of -> value(exhibit, of.value()) + " (" + range(exhibit, of.interval()) + ")")
                .orElse("–");
    }

    /** Without the unit where it is the figure's own. */
    private static String range(Exhibit exhibit, Interval interval) {
        String low = value(exhibit, interval.low());
        String high = Double.isInfinite(interval.high()) ? "?" : value(exhibit, interval.high());
        String unit = high.replaceAll(".* ", " ");
        return (low.endsWith(unit) ? low.substring(0, low.length() - unit.length()) : low) + "–"
                + high.replace(unit, "");
    }

    static String nats(double logE) {
        String rounded = String.format(Locale.ROOT, "%.1f", logE);
        return rounded.equals("-0.0") ? "0.0" : rounded;
    }
}
