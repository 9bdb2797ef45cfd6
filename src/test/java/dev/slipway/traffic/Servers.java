package dev.slipway.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Real servers of the system, each with its own files and a free port, stopped by the test that started them. */
public final class Servers {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private Servers() {}

    /**
     * Free until a program that is started with it listens: below the ports that outgoing connections are given, and of those
     * each process that tests has its own half.
     */
    public static int freePort() {
        int half = Integer.getInteger("slipway.test.fork", 1) % 2;
        while (true) {
            int port = 12_000 + 2 * ThreadLocalRandom.current().nextInt(4_000) + half;
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException _) {
                // Taken: another one.
            }
        }
    }

    /** In the foreground, so that it ends with its process; there when it answers on the port. */
    public static Process start(Path folder, List<String> command, int port) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        until(() -> listens(port) || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    command.getFirst() + " did not start: " + Files.readString(folder.resolve("output")));
        }
        return process;
    }

    /** Looks until it is so, for as long as a slow machine may take. */
    public static void until(Callable<Boolean> so) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!so.call()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it did not come to be so in " + LONGEST);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    public static void stop(Process process) {
        List<ProcessHandle> all = process.descendants().toList();
        // The first one first, which ends its own: those that it has not started yet are in no list.
        process.destroy();
        if (process.onExit()
                .completeOnTimeout(process, 5, TimeUnit.SECONDS)
                .join()
                .isAlive()) {
            process.destroyForcibly();
            process.onExit().join();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }
}
