package dev.slipway.proxy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two processes listen on one port while one takes over from the other. Left alone, Linux gives new connections to both by a hash,
 * and those that it gave to the one that leaves just before it closes are reset. A filter of one instruction gives all to the
 * newcomer, so that the other can serve what it has and close a socket that nobody comes to.
 */
final class SharedPort {
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_REUSEPORT_CBPF = 51;
    private static final short RETURN_CONSTANT = 0x06;

    /** The second of those that share the port; while there is one only, Linux ignores the answer. */
    private static final int NEWCOMER = 1;

    private static final Path PROC = Path.of("/proc/self");
    private static final String LISTENING = "0A";

    private SharedPort() {}

    /** False where it cannot be done: then a connection made in the very moment of the change may be lost. */
    static boolean giveToNewcomer(int port) {
        try {
            OptionalInt socket = descriptor(port);
            return socket.isPresent() && attach(socket.getAsInt());
        } catch (IOException | RuntimeException _) {
            return false;
        }
    }

    /** Of this process's own socket; Java does not tell it. */
    private static OptionalInt descriptor(int port) throws IOException {
        Set<String> inodes = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            Path file = PROC.resolve(table);
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(line -> inode(line, port, inodes));
            }
        }
        try (Stream<Path> open = Files.list(PROC.resolve("fd"))) {
            return open.filter(link -> inodes.contains(whereTo(link)))
                    .mapToInt(link -> Integer.parseInt(link.getFileName().toString()))
                    .findFirst();
        }
    }

    private static void inode(String line, int port, Set<String> inodes) {
        String[] words = line.strip().split(" +", -1);
        if (words.length > 9 && words[3].equals(LISTENING) && words[1].endsWith(":%04X".formatted(port))) {
            inodes.add("socket:[" + words[9] + "]");
        }
    }

    private static String whereTo(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            // Closed since it was listed.
            return "";
        }
    }

    @SuppressWarnings("restricted") // one call of the system's, for which Java has no way
    private static boolean attach(int socket) {
        Linker linker = Linker.nativeLinker();
        MethodHandle setsockopt = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setsockopt"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            // struct sock_filter { u16 code; u8 jt; u8 jf; u32 k; }
            MemorySegment filter = arena.allocate(8, 8);
            filter.set(ValueLayout.JAVA_SHORT, 0, RETURN_CONSTANT);
            filter.set(ValueLayout.JAVA_INT, 4, NEWCOMER);
            // struct sock_fprog { u16 len; struct sock_filter *filter; }
            MemorySegment program = arena.allocate(16, 8);
            program.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
            program.set(ValueLayout.ADDRESS, 8, filter);
            return (int) setsockopt.invokeExact(socket, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, program, 16) == 0;
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }
}
