package dev.slipway.adopt;

/** What lines of the document became, and why. */
public record Fate(int line, int endLine, Becomes becomes, String because) {
    public enum Becomes {
        STEP("a step"),
        ASKED("a step, if somebody says so"),
        CHOSEN("a step, if it is chosen"),
        ACTION("an action"),
        EXPECTATION("an expectation"),
        OUTPUT("text: what a command printed"),
        BY_HAND("by hand: a question"),
        READ("reading matter"),
        LEFT("left as it is"),
        DATA("data with a name"),
        QUESTIONS("questions");

        private final String words;

        Becomes(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
