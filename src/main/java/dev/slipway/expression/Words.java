package dev.slipway.expression;

import java.util.List;

/** What is said when an expression cannot be evaluated; without a value, which may be secret. */
final class Words {
    static final String NOT_A_TRUTH = "a condition is neither true nor false";

    private Words() {}

    static String absent(List<String> path) {
        return "there is no " + Paths.written(path);
    }

    static String wantsTruth(String operator) {
        return "'" + operator + "' takes true or false";
    }
}
