package dev.slipway.hands;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where large things are kept under names, whole or not at all. What is written is not there until it is finished, and then it
 * is on the disk; what a writer that died has left is not there either. Every call may throw {@link IOException} whose message
 * is one sentence for the operator.
 */
public interface Blobs {

    /** Where it is, for people: a folder. */
    String where();

    /** Begins a new blob. A name is used once: finishing under one that is taken fails. */
    Writing write(String name) throws IOException;

    /** From its beginning. */
    InputStream read(String name) throws IOException;

    /** By name; only what was finished. */
    List<Blob> list() throws IOException;

    /** Puts a small text in the place of what is there under that name, if any; one or the other is there at any instant. */
    void put(String name, String text) throws IOException;

    Optional<String> text(String name) throws IOException;

    /** Deleting what is not there is done already. */
    void delete(String name) throws IOException;

    /** What can still be written, when that is known. */
    OptionalLong free() throws IOException;

    /** Removes what writers have left that are no more; says how many pieces. */
    int sweep() throws IOException;

    /** @param at when it was finished, by the clock of where it lies */
    record Blob(String name, long bytes, Instant at) {}

    /** A blob that is not there yet. Closing it unfinished leaves nothing. */
    interface Writing extends AutoCloseable {
        OutputStream stream();

        /** Durable and there under its name once this returns. */
        void finish() throws IOException;

        @Override
        void close() throws IOException;
    }
}
