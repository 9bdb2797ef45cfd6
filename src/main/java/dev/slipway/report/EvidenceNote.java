package dev.slipway.report;

import dev.slipway.judge.Verdict;
import dev.slipway.judge.Verdict.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the evidence of a watch went, as a note in the record of its step: short, and a picture again where one can be shown. */
public final class EvidenceNote {
    private static final String LEAD = "evidence over time, acts at ";
    private static final int MOST = 80;
    private static final Pattern MOMENT = Pattern.compile("(\\d{1,9}(?:\\.\\d)?)=(-?\\d{1,6}\\.\\d\\d)");
    private static final Pattern WRITTEN =
            Pattern.compile(LEAD + "(\\d{1,3}\\.\\d\\d):((?: " + MOMENT.pattern() + ")+)");
    private static final String LEVELS = "▁▂▃▄▅▆▇█";

    private EvidenceNote() {}

    /** Empty where nothing was tested. */
    public static Optional<String> of(Verdict verdict) {
        if (verdict.exhibits().isEmpty() || verdict.history().isEmpty()) {
            return Optional.empty();
        }
        StringJoiner moments = new StringJoiner(" ");
        for (Moment moment : highest(verdict.history(), MOST)) {
            moments.add(String.format(Locale.ROOT, "%.1f=%.2f", moment.at().toMillis() / 1000.0, moment.logE()));
        }
        return Optional.of(LEAD + String.format(Locale.ROOT, "%.2f", verdict.line()) + ": " + moments);
    }

    /** The picture that a note stands for; empty for any other note. */
    static Optional<EvidencePicture> picture(String note) {
        Matcher matcher = WRITTEN.matcher(note);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Moment> history = new ArrayList<>();
        Matcher moment = MOMENT.matcher(matcher.group(2));
        while (moment.find()) {
            Duration at = Duration.ofMillis(Math.round(Double.parseDouble(moment.group(1)) * 1000));
            history.add(new Moment(at, Double.parseDouble(moment.group(2))));
        }
        return Optional.of(new EvidencePicture(history, Double.parseDouble(matcher.group(1))));
    }

    /** As text: {@code evidence over time ▁▁▂▅█ (acts at 4.6)}; any other note as it is. */
    static String shown(String note) {
        return picture(note)
                .map(picture -> "evidence over time " + bars(picture.history(), picture.line(), 40) + " (acts at "
                        + String.format(Locale.ROOT, "%.1f", picture.line()) + ")")
                .orElse(note);
    }

    /** From nothing to the line where it acts; the highest of each part of the time. */
    static String bars(List<Moment> history, double line, int columns) {
        StringBuilder out = new StringBuilder();
        for (Moment moment : highest(history, columns)) {
            int level = (int) Math.floor(moment.logE() / line * (LEVELS.length() - 1));
            out.append(LEVELS.charAt(Math.clamp(level, 0, LEVELS.length() - 1)));
        }
        return out.toString();
    }

    static List<Moment> highest(List<Moment> history, int most) {
        int parts = Math.min(most, history.size());
        List<Moment> all = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = part * history.size() / parts;
            int to = Math.max(from + 1, (part + 1) * history.size() / parts);
            double highest = history.subList(from, to).stream()
                    .mapToDouble(Moment::logE)
                    .max()
                    .orElse(0);
            all.add(new Moment(history.get(to - 1).at(), highest));
        }
        return all;
    }
}
