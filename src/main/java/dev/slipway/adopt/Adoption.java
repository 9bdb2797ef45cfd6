package dev.slipway.adopt;

import dev.slipway.adopt.Sheet.Mended;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import dev.slipway.lint.story.Stories;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.Layout;
import dev.slipway.runbook.Layout.Kind;
import dev.slipway.runbook.Layout.Piece;
import dev.slipway.runbook.Passage;
import dev.slipway.runbook.Passages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes a runbook of an ordinary document. */
public final class Adoption {
    /** Each look at what does not compile leaves less to perform, so it ends; nobody waits for longer than this. */
    private static final int MOST_LOOKS = 40;

    private static final Pattern RUNBOOK = Pattern.compile("(?s)\\A---\\s*\\n(.*\\n)?slipway:.*?\\n---\\s*(\\n.*)?\\z");

    private Adoption() {}

    /** @param raw the document as it lay on the disk, with its byte order mark and line ends */
    public static Adopted of(Source document, String raw, Answers answers, Proof proof) {
        if (RUNBOOK.matcher(document.text()).matches()) {
            return Adopted.unchanged(document, raw, List.of());
        }
        List<Problem> damage = damage(document);
        if (!damage.isEmpty()) {
            return Adopted.unchanged(document, raw, damage);
        }
        Mended mended = Mended.nothing();
        while (true) {
            Attempt attempt = new Attempt(document, answers, mended);
            Edits edits = attempt.edits();
            Edits.Applied applied = edits.applied(document.text());
            List<Problem> problems = attempt.isEmpty()
                    ? List.of(nothing(document))
                    : proof.of(new Source(document.file(), applied.text()));
            int known = mended.byHand().size()
                    + mended.lists().size()
                    + mended.named().size();
            if (!problems.isEmpty() && known < MOST_LOOKS * 25) {
                int[] lineStarts = applied.lineStarts();
                problems.forEach(problem -> {
                    int line = Math.min(problem.span().line(), lineStarts.length);
                    mend(problem, lineStarts[line - 1], applied, attempt.sheet(), mended);
                });
            }
            boolean more = mended.byHand().size()
                            + mended.lists().size()
                            + mended.named().size()
                    > known;
            if (!more) {
                if (attempt.isEmpty()) {
                    return Adopted.unchanged(document, raw, problems);
                }
                return new Adopted(
                        applied.text(),
                        edits.onto(raw),
                        applied.changes(document.text()),
                        attempt.fates(),
                        attempt.open(),
                        problems);
            }
        }
    }

    private static Problem nothing(Source document) {
        return new Problem(
                Span.point(document.file(), 1, 1),
                "there is nothing to perform or to answer in this document",
                "A runbook has commands in fences tagged `bash`, or checklists (`- [ ] …`), below headings.");
    }

    /** What shows that the document lost characters, or that a fence runs to its end. */
    private static List<Problem> damage(Source document) {
        List<Problem> problems = new ArrayList<>();
        Passages passages = Passages.of(document);
        Story story = Stories.of(passages);
        for (Story.Damage damage : story.damage()) {
            problems.add(problem(
                    document, damage.from(), damage.to(), "characters were lost here: '" + damage.says() + "'", ""));
        }
        for (Passage passage : passages.all()) {
            if (passage instanceof Passage.Fence fence
                    && fence.closing() == Passage.Closing.OPEN
                    && fence.depth() == 0) {
                int end = document.text().indexOf('\n', fence.from());
                problems.add(problem(
                        document,
                        fence.from(),
                        end < 0 ? document.text().length() : end,
                        "this fence is never closed",
                        "Everything below it counts as its text. Close it where its commands end."));
            }
        }
        if (!story.damage().isEmpty()) {
            problems.add(new Problem(
                    Span.point(document.file(), 1, 1),
                    "this document has lost characters, and what it means cannot be known",
                    "Take it from its original; a copy out of a web page or a chat loses such characters."));
        }
        return problems.stream().sorted().toList();
    }

    private static Problem problem(Source document, int from, int to, String says, String help) {
        String before = document.text().substring(0, from);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = from - before.lastIndexOf('\n');
        int end = document.text().indexOf('\n', from);
        int length = Math.max(1, Math.min(to, end < 0 ? document.text().length() : end) - from);
        return new Problem(new Span(document.file(), line, column, line, column + length), says, help);
    }

    /** @param from where the problem's line begins in what was applied */
    private static void mend(Problem problem, int from, Edits.Applied applied, Sheet sheet, Mended mended) {
        int origin = applied.origin(from);
        int lineEnd = applied.text().indexOf('\n', from);
        int last = applied.origin(lineEnd < 0 ? applied.text().length() : lineEnd);
        Map.Entry<Integer, Integer> acting = sheet.acting.floorEntry(Math.max(origin, last));
        if (acting != null && acting.getValue() >= origin) {
            mended.byHand().putIfAbsent(acting.getKey(), problem.says());
            return;
        }
        Map.Entry<Integer, Integer> next = sheet.acting.ceilingEntry(origin);
        boolean directive =
                lineEnd > from && applied.text().substring(from, lineEnd).contains("<!-- slipway: ");
        if (directive && next != null) {
            mended.byHand().putIfAbsent(next.getKey(), problem.says());
            return;
        }
        Piece innermost = null;
        for (Piece piece : sheet.layout.pieces()) {
            boolean holds = piece.from() <= Math.max(origin, last) && origin <= piece.to();
            if (holds && piece.kind() == Kind.NUMBERS) {
                innermost = piece;
            }
            if (holds && piece.kind() == Kind.ITEM && problem.says().startsWith("two questions")) {
                mended.named().add(piece.index());
            }
        }
        if (innermost != null && !problem.says().startsWith("two questions")) {
            mended.lists().add(innermost.index());
        }
    }

    static boolean isFence(Piece piece) {
        return piece.kind() == Layout.Kind.FENCE || piece.kind() == Layout.Kind.CODE;
    }
}
