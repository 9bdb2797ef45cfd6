package dev.slipway.journal.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a journal and PostgreSQL, and cuts the line around a commit when it is told to. */
final class CuttingProxy implements AutoCloseable {

    enum Moment {
        NEVER,
        /** The server never hears of the commit. */
        BEFORE_COMMIT,
        /** The server has committed; its answer gets lost. */
        AFTER_COMMIT
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final InetSocketAddress target;
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Moment armed = Moment.NEVER;
    private volatile boolean swallowing;
    private volatile Runnable meanwhile = () -> {};

    CuttingProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    /** A platform thread: a socket on which a virtual one waits is closed only once that has woken up. */
    private static void start(Runnable part) {
        Thread.ofPlatform().daemon().start(part);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Cuts once, at the next commit, and does {@code then} before the line is seen to be cut. */
    void cut(Moment moment, Runnable then) {
        meanwhile = then;
        armed = moment;
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket upstream = new Socket(target.getAddress(), target.getPort());
                sockets.addAll(List.of(client, upstream));
                if (server.isClosed()) {
                    goAway(); // it went while this one came
                    return;
                }
                start(() -> pump(client, upstream, this::forwardRequest));
                start(() -> pump(upstream, client, this::forwardAnswer));
            }
        } catch (IOException _) {
            // Closed: no more connections.
        }
    }

    private interface Forward {
        /** False when the line is to be cut here. */
        boolean forward(byte[] bytes, int length, OutputStream to) throws IOException;
    }

    private boolean forwardRequest(byte[] bytes, int length, OutputStream to) throws IOException {
        boolean commits = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains("commit\0");
        if (commits && armed == Moment.BEFORE_COMMIT) {
            return false;
        }
        swallowing = commits && armed == Moment.AFTER_COMMIT;
        to.write(bytes, 0, length);
        return true;
    }

    private boolean forwardAnswer(byte[] bytes, int length, OutputStream to) throws IOException {
        if (swallowing) {
            return false;
        }
        to.write(bytes, 0, length);
        return true;
    }

    private void pump(Socket from, Socket to, Forward forward) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (!forward.forward(buffer, length, out)) {
                    armed = Moment.NEVER;
                    swallowing = false;
                    cuts.incrementAndGet();
                    meanwhile.run();
                    return;
                }
            }
        } catch (IOException _) {
            // The other direction has closed both.
        }
    }

    @Override
    public void close() {
        goAway();
    }

    /** Cuts every line and refuses new ones. */
    void goAway() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
