package dev.slipway.traffic.haproxy;

import dev.slipway.hands.TrafficFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One question, one answer, over the socket that HAProxy's configuration names in {@code stats socket}. */
final class AdminSocket {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** An answer longer than this is none that was asked for: some thousand servers fit. */
    private static final int LONGEST = 16 << 20;

    /** HAProxy reads a question into one buffer, of 16,384 bytes unless told otherwise. */
    static final int LONGEST_QUESTION = 15_000;

    private final Path socket;

    AdminSocket(Path socket) {
        this.socket = socket;
    }

    String ask(String question) {
        ByteBuffer bytes = ByteBuffer.wrap((question + "\n").getBytes(StandardCharsets.UTF_8));
        if (bytes.remaining() > LONGEST_QUESTION) {
            throw new TrafficFailure(
                    "HAProxy takes at most " + LONGEST_QUESTION + " bytes at once, not " + bytes.remaining() + ".");
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            return exchange(channel, selector, bytes);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** For questions that HAProxy answers by nothing when it did them. */
    void tell(String question) {
        String answer = ask(question).strip();
        if (!answer.isEmpty()) {
            throw new TrafficFailure(
                    "HAProxy refused '" + question.lines().findFirst().orElse("") + "': "
                            + String.join(" ", answer.lines().toList()));
        }
    }

    private String exchange(SocketChannel channel, Selector selector, ByteBuffer question) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
        while (true) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0 || selector.select(left) == 0) {
                throw new TrafficFailure("HAProxy did not answer on " + socket + " within " + PATIENCE.toSeconds()
                        + " s: look at its log, and whether the machine is overloaded.");
            }
            selector.selectedKeys().clear();
            if (question.hasRemaining()) {
                channel.write(question);
                key.interestOps(question.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
                continue;
            }
            int read = channel.read(buffer.clear());
            if (read < 0) {
                return understood(answer.toString(StandardCharsets.UTF_8));
            }
            answer.write(buffer.array(), 0, read);
            if (answer.size() > LONGEST) {
                throw new TrafficFailure("HAProxy's answer on " + socket + " did not end.");
            }
        }
    }

    private String understood(String answer) {
        if (answer.startsWith("Permission denied")) {
            throw new TrafficFailure("HAProxy lets nobody change anything over " + socket
                    + ": add 'level admin' to its 'stats socket' line and reload HAProxy.");
        }
        if (answer.startsWith("Unknown command")) {
            throw new TrafficFailure(
                    "This HAProxy is too old to be told over " + socket + ": Slipway needs version 2.4 or later.");
        }
        return answer;
    }

    private TrafficFailure failure(IOException e) {
        String wrong;
        if (!Files.exists(socket)) {
            wrong = "There is no HAProxy socket at " + socket
                    + ": start HAProxy, or write the path of its 'stats socket' line.";
        } else if (e instanceof AccessDeniedException || !Files.isWritable(socket)) {
            wrong = "The HAProxy socket " + socket + " may not be used by " + System.getProperty("user.name")
                    + ": set mode, user or group in its 'stats socket' line, or join that group.";
        } else if (e instanceof ConnectException || "Connection refused".equals(e.getMessage())) {
            wrong = "Nobody listens on the HAProxy socket " + socket + ": start HAProxy.";
        } else {
            wrong = "HAProxy cannot be asked over " + socket + ": " + e.getMessage() + ".";
        }
        return new TrafficFailure(wrong, e);
    }
}
