package dev.slipway.report;

import dev.slipway.adopt.Adopted;
import dev.slipway.adopt.Change;
import dev.slipway.adopt.Fate;
import dev.slipway.adopt.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What adopting a document changed, why, and what it could not decide. */
public final class AdoptionText {
    private static final int CONTEXT = 2;

    private AdoptionText() {}

    /** As diff -u writes it. */
    public static String diff(String before, String after, Adopted adopted) {
        StringBuilder text = new StringBuilder("--- " + before + "\n+++ " + after + "\n");
        List<Change> changes = adopted.changes();
        int old = 1;
        int fresh = 1;
        for (int i = 0; i < changes.size(); ) {
            int end = hunk(changes, i);
            if (end == i) {
                i++;
                old++;
                fresh++;
                continue;
            }
            List<Change> lines = changes.subList(i, end);
            long was = lines.stream().filter(line -> line.mark() != '+').count();
            long is = lines.stream().filter(line -> line.mark() != '-').count();
            text.append(String.format(Locale.ROOT, "@@ -%d,%d +%d,%d @@%n", was == 0 ? old - 1 : old, was, fresh, is));
            lines.forEach(line -> text.append(line.mark()).append(line.line()).append('\n'));
            old += (int) was;
            fresh += (int) is;
            i = end;
        }
        return text.toString();
    }

    /** The end of the hunk that begins here, or this place itself where none does. */
    private static int hunk(List<Change> changes, int from) {
        int near = changed(changes, from, Math.min(changes.size(), from + CONTEXT + 1));
        if (near < 0) {
            return from;
        }
        int last = near;
        for (int next = near;
                next >= 0;
                next = changed(changes, last + 1, Math.min(changes.size(), last + 2 + 2 * CONTEXT))) {
            last = next;
        }
        return Math.min(changes.size(), last + 1 + CONTEXT);
    }

    private static int changed(List<Change> changes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (changes.get(i).mark() != ' ') {
                return i;
            }
        }
        return -1;
    }

    /** Why each fence, list and table became what it became. */
    public static String explained(String file, Adopted adopted) {
        StringBuilder text = new StringBuilder();
        for (Fate fate : adopted.fates()) {
            String lines = fate.endLine() > fate.line() ? fate.line() + "-" + fate.endLine() : "" + fate.line();
            text.append(String.format(
                    Locale.ROOT, "%s:%-9s %s%n", file, lines, fate.becomes().words()));
            text.append("    ").append(sentence(fate.because())).append('\n');
        }
        return text.toString();
    }

    /** What nobody has answered yet, and what holds until then. */
    public static String open(String file, List<Open> open) {
        if (open.isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add(open.size() == 1 ? "1 question is open:" : open.size() + " questions are open:");
        for (Open each : open) {
            lines.add(file + ":" + each.line() + "  " + each.asks());
            if (each.isAnswerable()) {
                String choices = each.choices().isEmpty() ? "" : ", of " + String.join(", ", each.choices());
                lines.add("    " + each.key() + ": " + each.taken() + "    (taken" + choices + ")");
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + (words.endsWith(".") ? "" : ".");
    }
}
