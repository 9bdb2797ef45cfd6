package dev.slipway.schema;

/**
 * One step of a schema's history, by the name that its tool has for it.
 *
 * @param says what it is about, for people; may be empty
 */
public record Revision(String id, String says, Way way) {

    /** What is left of it when it fails. */
    public enum Way {
        /** Nothing: it is one transaction. */
        AT_ONCE,
        /** Whatever it had done by then. */
        IN_PARTS
    }

    public static Revision of(String id) {
        return new Revision(id, "", Way.AT_ONCE);
    }

    @Override
    public String toString() {
        return says.isEmpty() ? id : id + " (" + says + ")";
    }
}
