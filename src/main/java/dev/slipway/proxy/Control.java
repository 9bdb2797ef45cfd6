package dev.slipway.proxy;

import dev.slipway.base.Data;
import dev.slipway.hands.LineSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The control socket: a Unix socket that only its owner may open. It is made in a folder of its own and put in place by a rename,
 * so that nobody can open it before it is closed to others, and that a successor's takes the place of its predecessor's.
 */
final class Control implements AutoCloseable {
    /** What a Unix socket's path may have on every system. */
    private static final int LONGEST = 100;

    private static final int FILE_TYPE = 0170000;
    private static final int SOCKET = 0140000;

    private static final long BREATH_NANOS = 50_000_000;

    private final Path path;
    private final ServerSocketChannel server;
    private final Object key;

    /** One conversation; it ends with {@link #close}. */
    interface Talk extends AutoCloseable {
        Data.Mapping answer(Data.Mapping question);

        @Override
        void close();
    }

    private Control(Path path, ServerSocketChannel server, Object key) {
        this.path = path;
        this.server = server;
        this.key = key;
    }

    enum There {
        /** Nothing is there, or a socket that was left behind. */
        NOBODY,
        SOMEBODY
    }

    /** Throws {@link ProxyFailure} for what must not be replaced, because no proxy made it, or nobody can know. */
    static There look(Path path) {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return There.NOBODY;
            }
            if (!isSocket(path)) {
                throw new ProxyFailure(path + " is no socket: give --control another path, or move away what is there");
            }
            LineSocket.to(path, Limits.STEERED).close();
            return There.SOMEBODY;
        } catch (ConnectException _) {
            return There.NOBODY;
        } catch (SocketTimeoutException _) {
            return There.SOMEBODY;
        } catch (IOException e) {
            throw new ProxyFailure(
                    "the control socket " + path + " is there already and cannot be asked (" + e.getMessage()
                            + "): give --control another path, or end whoever made it",
                    e);
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & FILE_TYPE) == SOCKET;
    }

    static Control open(Path path, Supplier<Talk> talks) {
        Path real = path.toAbsolutePath();
        try {
            Files.createDirectories(real.getParent());
            Path folder = Files.createTempDirectory(
                    real.getParent(),
                    ".s",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path made = folder.resolve("s");
            if (Math.max(made.toString().length(), real.toString().length()) > LONGEST) {
                Files.delete(folder);
                throw new ProxyFailure("the path of the control socket is too long: " + real);
            }
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(made));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
            Files.move(made, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(folder);
            Control control = new Control(real, server, key(real));
            Thread.ofPlatform().daemon().name("control").start(() -> control.accept(talks));
            return control;
        } catch (IOException e) {
            throw new ProxyFailure("the control socket " + real + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static Object key(Path path) throws IOException {
        return Optional.ofNullable(Files.getAttribute(path, "unix:ino")).orElse(path);
    }

    private void accept(Supplier<Talk> talks) {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                Thread.ofVirtual().name("control talk").start(() -> talk(channel, talks.get()));
            } catch (IOException _) {
                // Closed: the condition above ends it. Else there may be no file left to open for whoever came.
                LockSupport.parkNanos(BREATH_NANOS);
            }
        }
    }

    private static void talk(SocketChannel channel, Talk talk) {
        try (talk;
                Wire wire = new Wire(channel)) {
            for (Optional<Data.Mapping> question = wire.read(); question.isPresent(); question = wire.read()) {
                wire.write(talk.answer(question.get()));
            }
        } catch (IOException _) {
            // Whoever asked has gone, and asks again if it matters.
        }
    }

    /** Whether who asks behind the path asks here. */
    boolean isInPlace() throws IOException {
        return Files.exists(path) && key(path).equals(key);
    }

    /** Takes the socket away, unless it is a successor's by now. */
    @Override
    public void close() {
        try {
            server.close();
            if (isInPlace()) {
                Files.delete(path);
            }
        } catch (IOException _) {
            // One that is left lying is replaced by the next start.
        }
    }
}
