package dev.slipway.lint.shell;

/**
 * A word of a command. Offsets count in the document.
 *
 * @param text without its quotes; expansions as they are written
 * @param known no expansion decides it
 * @param bare an expansion in it stands in no quotes
 */
public record Arg(String text, boolean known, boolean bare, int from, int to) {
    public boolean is(String other) {
        return text.equals(other);
    }

    /** The last part of a path. */
    public String base() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return text;
    }
}
