package dev.slipway.proxy;

import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One connection to the control socket: a JSON object a line, each way in turn. */
final class Wire implements AutoCloseable {
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    Wire(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel));
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel));
    }

    /** Empty when the other side has closed. */
    Optional<Data.Mapping> read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return Optional.empty();
            }
            if (line.size() >= Limits.CONTROL_LINE) {
                throw new IOException("a line is too long");
            }
            line.write(b);
        }
        try {
            if (Json.read(line.toString(StandardCharsets.UTF_8)) instanceof Data.Mapping mapping) {
                return Optional.of(mapping);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(e);
        }
        throw new IOException("a line is not a JSON object");
    }

    void write(Data.Mapping line) throws IOException {
        out.write((line.json() + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // It is closed one way or the other.
        }
    }
}
