package dev.slipway.parameters;

import dev.slipway.base.Data;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One reading of data by kinds: where it is, what is wrong, and what cannot be known yet. */
final class Check {
    private final Stage stage;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<Parameters.Fault> faults = new ArrayList<>();
    private int unresolved;

    /** As the author wrote it, when {@code ${…}} is still there and kinds are strict; or with every text resolved. */
    enum Stage {
        WRITTEN,
        RESOLVED
    }

    Check(Stage stage) {
        this.stage = stage;
    }

    List<Parameters.Fault> faults() {
        return faults;
    }

    boolean isWritten() {
        return stage == Stage.WRITTEN;
    }

    /** What has gone wrong or is still open so far; the same number before and after means that a part is complete. */
    int blemishes() {
        return faults.size() + unresolved;
    }

    /** Whether this text is to be filled in later, and so fits any kind for now. */
    boolean isOpen(Data data) {
        boolean open = isWritten() && data instanceof Data.Text(String text) && text.contains("${");
        unresolved += open ? 1 : 0;
        return open;
    }

    <T> T within(String key, Supplier<T> reading) {
        path.addLast(key);
        try {
            return reading.get();
        } finally {
            path.removeLast();
        }
    }

    Optional<Object> fault(String says, String help) {
        faults.add(new Parameters.Fault(List.copyOf(path), false, says, help));
        return Optional.empty();
    }

    void faultAtKey(String key, String says, String help) {
        List<String> at = new ArrayList<>(path);
        at.add(key);
        faults.add(new Parameters.Fault(List.copyOf(at), true, says, help));
    }
}
