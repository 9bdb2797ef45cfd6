package dev.slipway.report;

import dev.slipway.judge.Said;
import dev.slipway.judge.Verdict.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * The evidence over time against the line where it would act, as SVG inside a page: no script, and the page's own colours.
 *
 * @param line where it acts, in nats
 */
public record EvidencePicture(List<Moment> history, double line) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 180;
    private static final int LEFT = 12;
    private static final int BOTTOM = 24;
    private static final int TOP = 12;
    /** Of the line's height; what is above is drawn at the edge. */
    private static final double HEADROOM = 1.4;

    private static final double FLOOR = -1;

    public EvidencePicture {
        history = List.copyOf(history);
    }

    /** Empty without a single moment. */
    public String svg() {
        if (history.isEmpty()) {
            return "";
        }
        Duration end = history.getLast().at();
        String title = "Evidence against the new version over " + Said.duration(end) + ", highest "
                + number(history.stream().mapToDouble(Moment::logE).max().orElse(0)) + "; it acts at " + number(line);
        return """
                <svg class="evidence" role="img" viewBox="0 0 %d %d" width="100%%" fill="none" stroke="currentColor">
                <title>%s</title>
                <line x1="%d" y1="%s" x2="%d" y2="%s" stroke-dasharray="6 4"/>
                <line x1="%d" y1="%s" x2="%d" y2="%s" opacity="0.3"/>
                <polyline stroke-width="2" stroke-linejoin="round" points="%s"/>
                <g fill="currentColor" stroke="none" font-size="12">
                <text x="%d" y="%s">takes back at %s</text>
                <text x="%d" y="%d">0 s</text>
                <text x="%d" y="%d" text-anchor="end">%s</text>
                </g>
                </svg>
                """.formatted(
                        WIDTH,
                        HEIGHT,
                        title,
                        LEFT,
                        y(line),
                        WIDTH - LEFT,
                        y(line),
                        LEFT,
                        y(0),
                        WIDTH - LEFT,
                        y(0),
                        points(end),
                        LEFT,
                        number(height(line) - 4),
                        number(line),
                        LEFT,
                        HEIGHT - 6,
                        WIDTH - LEFT,
                        HEIGHT - 6,
                        Said.duration(end));
    }

    private String points(Duration end) {
        StringJoiner points = new StringJoiner(" ");
        double all = Math.max(1, end.toMillis());
        for (Moment moment : history) {
            double x = LEFT + moment.at().toMillis() / all * (WIDTH - 2 * LEFT);
            points.add(number(x) + "," + y(moment.logE()));
        }
        return points.toString();
    }

    private String y(double logE) {
        return number(height(logE));
    }

    private double height(double logE) {
        double top = line * HEADROOM;
        double part = (Math.clamp(logE, FLOOR, top) - FLOOR) / (top - FLOOR);
        return HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - TOP);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
