package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks over a Unix socket: a JSON object a line, each way in turn. Everything has its time, so that a process that hangs or
 * was stopped makes nobody else hang: {@link SocketTimeoutException}.
 */
public final class LineSocket implements AutoCloseable {
    /** A longer answer is none that was asked for. */
    private static final int LONGEST = 16 << 20;

    /** EAGAIN: so many wait there already that the system lets nobody else queue. Java has no name for it. */
    private static final String QUEUE_IS_FULL = "Resource temporarily unavailable";

    private static final long BREATH_NANOS = 10_000_000;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    private LineSocket(SocketChannel channel, Selector selector, SelectionKey key) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
    }

    public static LineSocket to(Path socket, Duration within) throws IOException {
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            try {
                return at(socket);
            } catch (SocketException e) {
                if (!QUEUE_IS_FULL.equals(e.getMessage())) {
                    throw e;
                }
                millisUntil(end);
                LockSupport.parkNanos(BREATH_NANOS);
            }
        }
    }

    private static LineSocket at(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            Selector selector = Selector.open();
            return new LineSocket(channel, selector, channel.register(selector, 0));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    public Data.Mapping ask(Data.Mapping question, Duration within) throws IOException {
        long end = System.nanoTime() + within.toNanos();
        ByteBuffer line = ByteBuffer.wrap((question.json() + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            await(SelectionKey.OP_WRITE, end);
            channel.write(line);
        }
        return read(answer(end));
    }

    /** What is no JSON is not quoted: secrets may be in it. */
    private static Data.Mapping read(String answer) throws IOException {
        try {
            if (Json.read(answer) instanceof Data.Mapping mapping) {
                return mapping;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new IOException("the answer is not a JSON object");
    }

    private String answer(long end) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
        while (true) {
            await(SelectionKey.OP_READ, end);
            int read = channel.read(buffer.clear());
            if (read < 0) {
                throw new IOException("the connection was closed");
            }
            heard.write(buffer.array(), 0, read);
            // Who asks in turn hears nothing behind the end of a line.
            if (read > 0 && buffer.get(read - 1) == '\n') {
                return heard.toString(StandardCharsets.UTF_8);
            }
            if (heard.size() > LONGEST) {
                throw new IOException("the answer does not end");
            }
        }
    }

    private void await(int operation, long end) throws IOException {
        key.interestOps(operation);
        while (selector.select(millisUntil(end)) == 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ClosedByInterruptException();
            }
        }
        selector.selectedKeys().clear();
    }

    /** At least 1: to a selector 0 is for ever. */
    private static long millisUntil(long end) throws SocketTimeoutException {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("it does not answer");
        }
        return Math.max(1, left / 1_000_000);
    }

    @Override
    public void close() {
        try (selector) {
            channel.close();
        } catch (IOException _) {
            // It is closed one way or the other.
        }
    }
}
