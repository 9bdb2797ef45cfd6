package dev.slipway.report;

import dev.slipway.judge.Exhibit;
import dev.slipway.judge.Exhibit.Figure;
import dev.slipway.judge.Said;
import dev.slipway.judge.Verdict;
import dev.slipway.judge.Verdict.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A watch under way: for each gauge both versions and the evidence against its line, and how all evidence went. */
public record VerdictDrawing(Verdict verdict, VerdictText text) implements Drawing {
    private static final String GAP = "  ";
    private static final int SHORTEST_BAR = 8;
    private static final int SHORTEST_NAME = 6;
    private static final int LONGEST_BAR = 24;
    private static final int CHART = 3;
    private static final int EIGHTHS = 8;
    private static final String ACROSS = " ▏▎▍▌▋▊▉█";
    private static final String UP = " ▁▂▃▄▅▆▇█";

    @Override
    public List<String> lines(int columns, int rows) {
        List<String> gauges = gauges(columns);
        List<String> rules = verdict.literals().stream()
                .map(held -> held.trigger() + ": " + held.stands())
                .toList();
        List<String> all = new ArrayList<>(List.of(heading(columns)));
        all.addAll(gauges);
        boolean tested = !verdict.exhibits().isEmpty() && !verdict.history().isEmpty();
        // Where there is no room for the chart, its last column is what matters.
        if (tested && 1 + gauges.size() + rules.size() + CHART + 2 <= rows) {
            all.addAll(rules);
            all.addAll(chart(columns));
        } else {
            all.addAll(tested ? List.of(together()) : List.of());
            all.addAll(rules);
        }
        return all.stream()
                .limit(rows)
                .map(line -> Width.cut(line.stripTrailing(), columns))
                .toList();
    }

    private String heading(int columns) {
        String right = verdict.requests() + " requests, " + Said.duration(verdict.at());
        String left = text.candidate() + " against " + text.baseline() + ": " + said();
        return Width.of(left) + GAP.length() + Width.of(right) > columns
                ? left
                : Width.pad(left, columns - Width.of(right)) + right;
    }

    private String said() {
        boolean counts =
                verdict.state() == Verdict.State.UNDECIDED && verdict.needs().isPresent();
        return verdict.state().said()
                + (counts ? ", about " + Said.about(verdict.needs().getAsLong()) + " more requests" : "");
    }

    private String together() {
        return "together  " + VerdictText.nats(verdict.logE()) + " of " + VerdictText.nats(verdict.line());
    }

    /** With intervals and bars where there is room, without them where there is less. */
    private List<String> gauges(int columns) {
        List<Exhibit> counted = verdict.exhibits().stream()
                .filter(exhibit -> exhibit.candidate().isPresent())
                .toList();
        if (counted.isEmpty()) {
            return List.of();
        }
        List<List<String>> wide = rows(counted, VerdictText::cell, " of ");
        if (bar(wide, columns) >= SHORTEST_BAR) {
            return lines(counted, wide, Math.min(LONGEST_BAR, bar(wide, columns)));
        }
        List<List<String>> plain = rows(counted, VerdictDrawing::plainly, " of ");
        if (bar(plain, columns) >= SHORTEST_BAR) {
            return lines(counted, plain, Math.min(LONGEST_BAR, bar(plain, columns)));
        }
        return lines(counted, narrow(rows(counted, VerdictDrawing::plainly, "/"), columns), 0);
    }

    /** Figures are shown whole; the names of versions get as much room as these, and those of gauges what is left. */
    private static List<List<String>> narrow(List<List<String>> rows, int columns) {
        List<List<String>> figures = rows.subList(1, rows.size());
        int mine = width(figures, 1);
        int theirs = width(figures, 2);
        int name = Math.max(SHORTEST_NAME, columns - mine - theirs - width(rows, 3) - 3 * GAP.length());
        return rows.stream()
                .map(row -> List.of(
                        Width.cut(row.get(0), name),
                        Width.cut(row.get(1), mine),
                        Width.cut(row.get(2), theirs),
                        row.get(3)))
                .toList();
    }

    private static String plainly(Exhibit exhibit, Optional<Figure> figure) {
        return figure.map(of -> VerdictText.value(exhibit, of.value())).orElse("–");
    }

    /** A limit of the author is told from the comparison of the same gauge. */
    private static String name(Exhibit exhibit) {
        String rule = exhibit.rule();
        return rule.startsWith(exhibit.gauge().name() + " > ")
                ? rule.replaceFirst(" (for|over|immediately)\\b.*", "")
                : exhibit.gauge().name();
    }

    private List<List<String>> rows(
            List<Exhibit> counted, BiFunction<Exhibit, Optional<Figure>, String> cell, String of) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", text.candidate(), text.baseline(), "EVIDENCE"));
        for (Exhibit exhibit : counted) {
            rows.add(List.of(
                    name(exhibit),
                    cell.apply(exhibit, exhibit.candidate()),
                    cell.apply(exhibit, exhibit.baseline()),
                    VerdictText.nats(exhibit.logE()) + of + VerdictText.nats(line(exhibit))));
        }
        return rows;
    }

    private double line(Exhibit exhibit) {
        return verdict.line() - Math.log(exhibit.weight());
    }

    /** What the other columns leave, of which the bar's own end and a gap take some. */
    private static int bar(List<List<String>> rows, int columns) {
        int others = 0;
        for (int column = 0; column < rows.getFirst().size(); column++) {
            others += width(rows, column) + GAP.length();
        }
        return columns - others - 1;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream()
                .mapToInt(row -> Width.of(Width.clean(row.get(column))))
                .max()
                .orElse(0);
    }

    private List<String> lines(List<Exhibit> counted, List<List<String>> rows, int bar) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < rows.get(i).size(); column++) {
                line.append(Width.pad(Width.clean(rows.get(i).get(column)), width(rows, column)))
                        .append(GAP);
            }
            if (i > 0 && bar > 0) {
                Exhibit exhibit = counted.get(i - 1);
                line.append(bar(exhibit.logE() / line(exhibit), bar));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** {@code ███▌····│}: the end is where it acts. */
    private static String bar(double part, int columns) {
        int eighths = (int) Math.floor(Math.clamp(part, 0, 1) * columns * EIGHTHS);
        String full = "█".repeat(eighths / EIGHTHS);
        String rest = eighths % EIGHTHS == 0 ? "" : String.valueOf(ACROSS.charAt(eighths % EIGHTHS));
        return full + rest + "·".repeat(columns - full.length() - rest.length()) + "│";
    }

    /** All evidence over time, from nothing to the line where it acts, a column for each part of the time. */
    private List<String> chart(int columns) {
        String line = VerdictText.nats(verdict.line());
        String margin = " ".repeat(line.length() + 1);
        int room = Math.max(1, columns - margin.length());
        List<Moment> moments = EvidenceNote.highest(verdict.history(), room);
        List<String> lines = new ArrayList<>();
        String says = " acts here; all together " + VerdictText.nats(verdict.logE());
        lines.add(line + " " + "┄".repeat(Math.max(1, room - says.length())) + says);
        for (int row = CHART - 1; row >= 0; row--) {
            StringBuilder out = new StringBuilder(row == 0 ? Width.pad("0", margin.length()) : margin);
            for (Moment moment : moments) {
                double height = Math.clamp(moment.logE() / verdict.line(), 0, 1) * CHART * EIGHTHS;
                out.append(UP.charAt((int) Math.clamp(height - row * EIGHTHS, 0, EIGHTHS)));
            }
            lines.add(out.toString());
        }
        String end = Said.duration(verdict.at());
        lines.add(margin + Width.pad("0 s", Math.max(5, moments.size() - end.length())) + end);
        return lines;
    }
}
