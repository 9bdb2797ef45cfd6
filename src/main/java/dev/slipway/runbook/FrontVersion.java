package dev.slipway.runbook;

import dev.slipway.base.Problem;
import java.util.List;

/** {@code version: 1}: the format that a file is written in. */
final class FrontVersion {
    private FrontVersion() {}

    static void check(Yaml version, List<Problem> problems) {
        boolean one = version instanceof Yaml.Scalar scalar && scalar.written().equals("1");
        if (!one) {
            problems.add(new Problem(
                    version.span(),
                    "this Slipway reads version 1 of the format only",
                    later(version) ? "Use a later Slipway, or write version: 1" : "Write version: 1"));
        }
    }

    private static boolean later(Yaml version) {
        return version instanceof Yaml.Scalar scalar && scalar.written().matches("[2-9]|[1-9][0-9]{1,3}");
    }
}
