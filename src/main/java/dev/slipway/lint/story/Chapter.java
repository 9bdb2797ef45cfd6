package dev.slipway.lint.story;

import dev.slipway.runbook.Passage;
import java.util.List;
import java.util.Optional;

/**
 * A heading and what stands below it up to the next one.
 */
public record Chapter(
        int index, int level, String title, String anchor, Kind kind, Ancestry ancestry, List<Passage> passages) {
    public Chapter {
        passages = List.copyOf(passages);
    }

    /**
     * @param root the uppermost chapter around this one that has its kind
     * @param below the one that stands directly below the root
     */
    public record Ancestry(int parent, int root, int below) {}

    /** When it is followed. */
    public enum Kind {
        RELEASE,
        ROLLBACK,
        EMERGENCY,
        UPKEEP,
        REFERENCE
    }

    /** Its own fences. */
    public List<Passage.Fence> fences() {
        return passages.stream()
                .flatMap(passage -> passage instanceof Passage.Fence fence
                        ? Optional.of(fence).stream()
                        : Optional.<Passage.Fence>empty().stream())
                .toList();
    }
}
