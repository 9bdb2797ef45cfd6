package dev.slipway.main;

import dev.slipway.hands.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A bucket whose keys nobody has given: that is said when something is wanted of it, and not before. */
record LockedBlobs(String where, String variable) implements Blobs {

    private IOException locked() {
        return new IOException(where + " cannot be opened: " + variable + " is not set");
    }

    @Override
    public Writing write(String name) throws IOException {
        throw locked();
    }

    @Override
    public InputStream read(String name) throws IOException {
        throw locked();
    }

    @Override
    public List<Blob> list() throws IOException {
        throw locked();
    }

    @Override
    public void put(String name, String text) throws IOException {
        throw locked();
    }

    @Override
    public Optional<String> text(String name) throws IOException {
        throw locked();
    }

    @Override
    public void delete(String name) throws IOException {
        throw locked();
    }

    @Override
    public OptionalLong free() throws IOException {
        throw locked();
    }

    @Override
    public int sweep() throws IOException {
        throw locked();
    }
}
