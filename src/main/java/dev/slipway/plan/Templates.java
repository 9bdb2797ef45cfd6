package dev.slipway.plan;

import dev.slipway.base.Data;
import java.util.Map;

public sealed interface Templates {
    record Resolved(Data.Mapping data) implements Templates {}

    record Unresolved(String says) implements Templates {}

    static Templates resolve(Data.Mapping data, Map<String, Data> roots) {
        return roots.isEmpty() ? new Unresolved("") : new Resolved(data);
    }
}
