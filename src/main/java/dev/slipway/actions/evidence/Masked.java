package dev.slipway.actions.evidence;

import dev.slipway.base.Masker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes the secrets out of what passes, across the borders of chunks. */
final class Masked extends OutputStream {
    private final OutputStream out;
    private final Masker.Stream stream;

    Masked(OutputStream out, Masker masker) {
        this.out = out;
        this.stream = masker.stream();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        byte[] chunk = new byte[length];
        System.arraycopy(bytes, from, chunk, 0, length);
        ByteArrayOutputStream clear = new ByteArrayOutputStream(length);
        stream.accept(chunk, length, clear::write);
        clear.writeTo(out);
    }

    @Override
    public void close() throws IOException {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        stream.end(clear::write);
        clear.writeTo(out);
        out.close();
    }
}
