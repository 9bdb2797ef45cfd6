package dev.slipway.report;

import dev.slipway.report.RunRecord.PhaseRecord;
import dev.slipway.run.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A run while it moves, as the lines of one screen: the phases, the steps of the present one, the last lines of output, and
 * what it waits for. What matters most is kept where there is little room: what it waits for, then where it stands.
 */
public final class LiveScreen {
    private static final Set<Marked> ACTIVE =
            Set.of(Marked.RUNNING, Marked.ASKING, Marked.FAILED, Marked.DOUBTED, Marked.UNDOING, Marked.UNDO_FAILED);
    private static final int NARROWEST = 20;
    private static final int ROOMY = 60;
    private static final int MOST_TAIL = 10;
    /** What a drawing wants; the phases give way for it. */
    private static final int DRAWN = 12;

    private final RunRecord record;
    private final Instant now;
    private final int width;

    private LiveScreen(RunRecord record, Instant now, int width) {
        this.record = record;
        this.now = now;
        this.width = width;
    }

    /**
     * What stands below the phases: how a step stands that draws it, the last lines of output, oldest first, and what the run
     * waits for.
     */
    public record Below(Optional<Drawing> drawing, List<String> tail, List<String> foot) {
        public Below(List<String> tail, List<String> foot) {
            this(Optional.empty(), tail, foot);
        }

        public Below {
            tail = List.copyOf(tail);
            foot = List.copyOf(foot);
        }
    }

    /** At most {@code height - 1} lines, so that the cursor has one of its own, none wider than {@code width}. */
    public static List<String> of(RunRecord record, Below below, Instant now, int width, int height) {
        LiveScreen screen = new LiveScreen(record, now, Math.max(width, NARROWEST));
        return screen.lines(below, Math.max(height - 1, 4));
    }

    private List<String> lines(Below below, int room) {
        List<String> foot = wrapped(below.foot(), Math.max(1, room - 3));
        int left = room - 2 - foot.size() - 1;
        List<String> tree = tree();
        int forTree = below.drawing().isPresent() ? Math.max(left / 3, left - DRAWN - 1) : left;
        List<String> shown = tree.size() <= forTree ? tree : around(tree, Math.max(forTree, 1));
        List<String> drawn = drawn(below, left - shown.size() - 1);
        int forTail = Math.min(MOST_TAIL, left - shown.size() - drawn.size() - (drawn.isEmpty() ? 1 : 2));
        List<String> lines = new ArrayList<>();
        lines.add(head());
        lines.add("");
        lines.addAll(shown);
        if (!drawn.isEmpty()) {
            lines.add("");
            drawn.forEach(line -> lines.add("  " + line));
        }
        if (forTail > 0 && !below.tail().isEmpty()) {
            lines.add("");
            List<String> tail = below.tail();
            tail.subList(Math.max(0, tail.size() - forTail), tail.size()).forEach(line -> lines.add("  " + line));
        }
        lines.add("");
        lines.addAll(foot);
        return lines.stream()
                .map(line -> Width.cut(line, width).stripTrailing())
                .limit(room)
                .toList();
    }

    private List<String> drawn(Below below, int room) {
        return below.drawing()
                .filter(_ -> room > 0)
                .map(drawing -> drawing.lines(width - 2, room))
                .orElse(List.of());
    }

    /** Nothing of what is asked may be cut off at the margin; at the bottom stands what can be done. */
    private List<String> wrapped(List<String> lines, int most) {
        List<String> all = new ArrayList<>();
        for (String line : lines) {
            line.lines().forEach(part -> wrap(part, all));
        }
        return all.size() <= most ? all : all.subList(all.size() - most, all.size());
    }

    private void wrap(String line, List<String> into) {
        String indent = " "
                .repeat(Math.min(width / 2, line.length() - line.stripLeading().length()));
        StringBuilder now = new StringBuilder(indent);
        for (String word : line.strip().split(" ", -1)) {
            boolean fresh = now.toString().isBlank();
            if (!fresh && Width.of(now.toString()) + 1 + Width.of(word) > width) {
                into.add(now.toString());
                now = new StringBuilder(indent);
                fresh = true;
            }
            now.append(fresh ? "" : " ").append(word);
        }
        into.add(now.toString());
    }

    private String head() {
        Instant until = record.ended().map(e -> e.at()).orElse(now);
        String right = record.run().id() + "  "
                + Clock.elapsed(Duration.between(record.run().started(), until));
        String left = Width.cut(Facts.title(record.run()), Math.max(0, width - Width.of(right) - 2));
        return Width.pad(left, width - Width.of(right)) + right;
    }

    private List<String> tree() {
        List<String> lines = new ArrayList<>();
        for (PhaseRecord phase : record.phases()) {
            Marked marked =
                    Phases.mark(phase.steps().stream().map(StepRecord::marked).toList());
            lines.add(line(2, marked, phase.phase().title(), new Beside(progress(phase, marked), took(phase, marked))));
            if (ACTIVE.contains(marked)) {
                phase.steps().forEach(step -> lines.add(step(step)));
            }
        }
        return lines;
    }

    private String step(StepRecord step) {
        String time =
                step.marked() == Marked.RUNNING || step.marked() == Marked.UNDOING || step.marked() == Marked.ASKING
                        ? step.times()
                                .undoBegan()
                                .or(step.times()::began)
                                .map(from -> Clock.elapsed(Duration.between(from, now)))
                                .orElse("")
                        : step.times()
                                .ended()
                                .flatMap(_ -> step.times().took(now))
                                .map(Words::duration)
                                .orElse("");
        String detail = step.detail().isEmpty() && step.marked() != Marked.PENDING && step.marked() != Marked.DONE
                ? step.marked().word()
                : step.detail();
        return line(6, step.marked(), step.step().title(), new Beside(detail, time));
    }

    private record Beside(String detail, String time) {}

    /** A mark, a title, and beside them, where there is room, a detail and a time. */
    private String line(int indent, Marked marked, String title, Beside beside) {
        String left = " ".repeat(indent) + marked.mark() + " ";
        String time = beside.time();
        int room = width - Width.of(time) - (time.isEmpty() ? 0 : 2);
        String text = left + Width.clean(title);
        if (width >= ROOMY && !beside.detail().isEmpty()) {
            int column = Math.min(36, room / 2);
            text = Width.pad(Width.cut(text, column), column) + "  " + Width.clean(beside.detail());
        }
        return Width.pad(Width.cut(text, room), width - Width.of(time)) + time;
    }

    private static String progress(PhaseRecord phase, Marked marked) {
        long all = phase.steps().size();
        long settled =
                phase.steps().stream().filter(step -> step.progress().settled()).count();
        return ACTIVE.contains(marked) ? settled + " of " + Count.of(all, "step") : "";
    }

    private String took(PhaseRecord phase, Marked marked) {
        List<Instant> begun = phase.steps().stream()
                .flatMap(s -> s.times().began().stream())
                .sorted()
                .toList();
        if (begun.isEmpty()) {
            return "";
        }
        Instant end = ACTIVE.contains(marked)
                ? now
                : phase.steps().stream()
                        .flatMap(s -> s.times().ended().stream())
                        .max(Instant::compareTo)
                        .orElse(now);
        return Clock.elapsed(Duration.between(begun.getFirst(), end));
    }

    /** The lines around the one that moves, with a count of those left out above and below. */
    private static List<String> around(List<String> tree, int room) {
        int at = 0;
        for (int i = 0; i < tree.size(); i++) {
            String bare = tree.get(i).stripLeading();
            if (bare.startsWith("▸") || bare.startsWith("?") || bare.startsWith("✗") || bare.startsWith("◂")) {
                at = i;
            }
        }
        if (room < 3) {
            return List.of(tree.get(at));
        }
        int from = Math.clamp(at - room / 2, 0, tree.size() - room);
        List<String> shown = new ArrayList<>(tree.subList(from, from + room));
        int after = tree.size() - from - room;
        if (from > 0) {
            shown.set(0, "  … " + (from + 1) + " above");
        }
        if (after > 0) {
            shown.set(room - 1, "  … " + (after + 1) + " below");
        }
        return shown;
    }
}
