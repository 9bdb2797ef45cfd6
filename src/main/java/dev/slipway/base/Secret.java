package dev.slipway.base;

/** A value that no output may show. It has a name to be shown by, and prints as {@code [REDACTED:NAME]}. */
public final class Secret {
    private final String name;
    private final String value;

    public Secret(String name, String value) {
        this.name = name;
        this.value = value;
    }

    public String name() {
        return name;
    }

    /** For the hands alone, at the moment of use. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[REDACTED:" + name + "]";
    }
}
