package dev.slipway.report;

import dev.slipway.run.Progress;

/** How a step stands, with the mark that people see before it. The mark never stands alone: a word or a time follows. */
public enum Marked {
    PENDING("·", "not begun"),
    RUNNING("▸", "running"),
    ASKING("?", "waits for a person"),
    DONE("✓", "done"),
    FAILED("✗", "failed"),
    DOUBTED("?", "in doubt"),
    SKIPPED("-", "skipped"),
    PASSED_OVER("-", "passed over"),
    UNDOING("◂", "being undone"),
    UNDONE("↶", "undone"),
    LEFT_AS_IS("=", "left as is"),
    UNDO_FAILED("✗", "could not be undone");

    private final String mark;
    private final String word;

    Marked(String mark, String word) {
        this.mark = mark;
        this.word = word;
    }

    public String mark() {
        return mark;
    }

    public String word() {
        return word;
    }

    static Marked of(Progress progress) {
        return switch (progress) {
            case Progress.Pending _ -> PENDING;
            case Progress.Open _ -> ASKING;
            case Progress.Underway _ -> RUNNING;
            case Progress.Failed _ -> FAILED;
            case Progress.InDoubt _ -> DOUBTED;
            case Progress.Done _ -> DONE;
            case Progress.Skipped _ -> SKIPPED;
            case Progress.PassedOver _ -> PASSED_OVER;
            case Progress.UndoPending _ -> asItWas(progress);
            case Progress.Undoing _ -> UNDOING;
            case Progress.UndoBroken _ -> UNDO_FAILED;
            case Progress.Undone _ -> UNDONE;
            case Progress.LeftAsIs _ -> LEFT_AS_IS;
        };
    }

    /** Until its undo begins it is what it was. */
    private static Marked asItWas(Progress progress) {
        return of(progress.forward());
    }
}
