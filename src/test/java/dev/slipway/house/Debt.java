package dev.slipway.house;

/** A rule, and the type or file that broke it before the rule was there. Everything else is held to the rule at once. */
record Debt(String rule, String subject) {

    boolean covers(String rule, String sentence) {
        return this.rule.equals(rule)
                && sentence.startsWith(subject)
                && (sentence.length() == subject.length() || ".$ ".indexOf(sentence.charAt(subject.length())) >= 0);
    }

    /** Whether there is such a type or file at all: a debt cannot be paid by whoever has not got it yet. */
    boolean isPresentIn(Code code) {
        return code.classes().stream().anyMatch(type -> type.getName().equals(subject))
                || code.sources().stream().anyMatch(file -> file.path().equals(subject));
    }
}
