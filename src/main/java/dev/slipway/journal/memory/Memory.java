package dev.slipway.journal.memory;

import dev.slipway.base.Digest;
import dev.slipway.base.RunId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What several journals share; whoever touches it holds its monitor. */
final class Memory {
    /** In the order in which they were opened. */
    final LinkedHashMap<RunId, MemoryRun> runs = new LinkedHashMap<>();

    final Map<Digest, String> kept = new HashMap<>();
    long lastAsk;
    long changes;

    Optional<MemoryRun> run(RunId id) {
        return Optional.ofNullable(runs.get(id));
    }
}
