package dev.slipway.plan;

import dev.slipway.base.Data;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The earlier runs that one plan may read: looked up once, when an expression names {@code last} or {@code previous}. */
final class Past {
    private final Supplier<Map<String, Data>> kept;
    private Optional<Map<String, Data>> runs = Optional.empty();

    Past(Supplier<Map<String, Data>> kept) {
        this.kept = kept;
    }

    /** @param reads what an expression reads */
    void readBy(List<List<String>> reads) {
        if (runs.isEmpty() && reads.stream().anyMatch(path -> names(path.getFirst()))) {
            runs = Optional.of(kept.get());
        }
    }

    private static boolean names(String root) {
        return root.equals("last") || root.equals("previous");
    }

    /** Nothing where no expression of the plan has named them. */
    Map<String, Data> runs() {
        return runs.orElse(Map.of());
    }
}
