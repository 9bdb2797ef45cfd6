package dev.slipway.schema;

import dev.slipway.base.Digest;
import java.util.List;
import java.util.stream.Collectors;

/** A revision with what it would do. */
public record Migration(Revision revision, Text text) {

    public sealed interface Text {
        String text();

        /** What the database would be sent. */
        record Sql(String text) implements Text {}

        /** Some of it is not SQL: {@code rest} says what. */
        record Partly(String text, String rest) implements Text {}

        /** The tool shows no SQL: its own source stands for it. */
        record Source(String text) implements Text {}
    }

    /** Changes with anything that would be done. */
    public Digest digest() {
        return Digest.of(revision.id() + "\n" + text.text());
    }

    /** Of several, in their order. */
    public static Digest digest(List<Migration> all) {
        return Digest.of(all.stream().map(each -> each.digest().hex()).collect(Collectors.joining("\n")));
    }
}
