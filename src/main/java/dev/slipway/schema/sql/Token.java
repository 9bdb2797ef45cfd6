package dev.slipway.schema.sql;

/** A piece of a statement. {@code text}: words in lower case, names and texts without their quotes. */
public record Token(Kind kind, String text) {
    public enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in double quotes. */
        NAME,
        /** A text in single quotes or dollars. */
        TEXT,
        NUMBER,
        SIGN
    }

    public boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(word);
    }

    /** Whether it can name something. */
    public boolean names() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }
}
