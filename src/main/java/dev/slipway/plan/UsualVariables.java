package dev.slipway.plan;

import dev.slipway.runbook.ReservedNames;
import java.util.Set;

/** Variables that a shell step may read although nothing in the document sets them. */
public final class UsualVariables {
    /** Set by bash or by the login of whoever runs Slipway, beside the reserved names. */
    private static final Set<String> MORE =
            Set.of("HOSTNAME", "HOSTTYPE", "MACHTYPE", "OSTYPE", "COLUMNS", "LINES", "MAIL", "DISPLAY", "CI");

    private UsualVariables() {}

    static boolean holds(String variable) {
        return MORE.contains(variable) || ReservedNames.covering(variable).isPresent();
    }

    /** For the reference; the reserved names besides, see {@link ReservedNames#all}. */
    public static Set<String> names() {
        return MORE;
    }
}
