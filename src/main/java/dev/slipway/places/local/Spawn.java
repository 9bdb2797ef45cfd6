package dev.slipway.places.local;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes as the C library does, each in a session of its own at once. Java starts one program that starts it, and
 * {@code setsid} would be another: of a short step that is a fifth.
 */
final class Spawn {
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;
    private static final int READ_ONLY = 0;
    private static final int READ_WRITE = 2;
    private static final int CLOEXEC = 0x80000;
    /** Larger than the library's own structures, whose sizes are not told. */
    private static final long ROOM = 1024;

    /** The flags above are those of these machines. */
    private static final List<String> MACHINES = List.of("amd64", "aarch64");

    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII);

    private final Charset charset;
    private final ExecutorService waiters = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("end of a supervisor ", 0).factory());
    private final MethodHandle pipe;
    private final MethodHandle close;
    private final MethodHandle waitpid;
    private final MethodHandle spawn;
    private final MethodHandle attributes;
    private final MethodHandle flags;
    private final MethodHandle actions;
    private final MethodHandle open;
    private final MethodHandle duplicate;
    private final MethodHandle directory;
    private final MethodHandle closeFrom;
    private final MethodHandle endAttributes;
    private final MethodHandle endActions;

    private Spawn(Charset charset) {
        this.charset = charset;
        pipe = function("pipe2", ADDRESS, JAVA_INT);
        close = function("close", JAVA_INT);
        waitpid = function("waitpid", JAVA_INT, ADDRESS, JAVA_INT);
        spawn = function("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        attributes = function("posix_spawnattr_init", ADDRESS);
        flags = function("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT);
        actions = function("posix_spawn_file_actions_init", ADDRESS);
        open = function("posix_spawn_file_actions_addopen", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
        duplicate = function("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);
        directory = function("posix_spawn_file_actions_addchdir_np", ADDRESS, ADDRESS);
        closeFrom = function("posix_spawn_file_actions_addclosefrom_np", ADDRESS, JAVA_INT);
        endAttributes = function("posix_spawnattr_destroy", ADDRESS);
        endActions = function("posix_spawn_file_actions_destroy", ADDRESS);
    }

    /** Empty where the C library is another one, or older. */
    static Optional<Spawn> link() {
        boolean known = System.getProperty("os.name").equals("Linux")
                && MACHINES.contains(System.getProperty("os.arch"))
                && Spawn.class.getModule().isNativeAccessEnabled();
        try {
            // As Java itself writes names and values.
            Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding"));
            return known && CHARSETS.contains(charset) ? Optional.of(new Spawn(charset)) : Optional.empty();
        } catch (IllegalArgumentException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, MemoryLayout... takes) {
        MemorySegment symbol = Linker.nativeLinker()
                .defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsupportedOperationException(name));
        return Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, takes));
    }

    /**
     * Its input is empty, its errors go nowhere. Empty when it could not be started, or when a name or value of the
     * environment is not text here and might be changed: then somebody else starts it, or says why that cannot be.
     */
    Optional<Child> start(Supervisors.Start wanted) throws IOException {
        for (Map.Entry<String, String> given : wanted.environment().entrySet()) {
            if (given.getKey().indexOf('\uFFFD') >= 0 || given.getValue().indexOf('\uFFFD') >= 0) {
                return Optional.empty();
            }
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            if (call(() -> (int) pipe.invokeExact(ends, CLOEXEC)) != 0) {
                return Optional.empty();
            }
            int reading = ends.getAtIndex(JAVA_INT, 0);
            int writing = ends.getAtIndex(JAVA_INT, 1);
            try {
                int pid = reading > 2 && writing > 2 ? spawned(arena, wanted, writing) : 0;
                close(writing);
                return pid > 0 ? Optional.of(child(pid, reading)) : Optional.empty();
            } finally {
                close(reading);
            }
        }
    }

    private int spawned(Arena arena, Supervisors.Start wanted, int writing) {
        MemorySegment attributesOf = arena.allocate(ROOM, 16);
        MemorySegment actionsOf = arena.allocate(ROOM, 16);
        MemorySegment nowhere = text(arena, "/dev/null");
        MemorySegment where = text(arena, wanted.where().toString());
        MemorySegment program = text(arena, wanted.words().getFirst());
        MemorySegment words = texts(arena, wanted.words());
        List<String> variables = new ArrayList<>(wanted.environment().size());
        wanted.environment().forEach((name, value) -> variables.add(name + "=" + value));
        MemorySegment environment = texts(arena, variables);
        MemorySegment pid = arena.allocate(JAVA_INT);
        // Java's own threads keep some signals out, which a step must hear: the mask of a new attribute keeps none out.
        short how = SETSIGMASK | SETSID;
        int failed = call(() -> (int) attributes.invokeExact(attributesOf))
                | call(() -> (int) actions.invokeExact(actionsOf));
        failed |= call(() -> (int) flags.invokeExact(attributesOf, how))
                | call(() -> (int) open.invokeExact(actionsOf, 0, nowhere, READ_ONLY, 0))
                | call(() -> (int) duplicate.invokeExact(actionsOf, writing, 1))
                | call(() -> (int) open.invokeExact(actionsOf, 2, nowhere, READ_WRITE, 0))
                | call(() -> (int) closeFrom.invokeExact(actionsOf, 3))
                | call(() -> (int) directory.invokeExact(actionsOf, where));
        if (failed == 0) {
            failed = call(() -> (int) spawn.invokeExact(pid, program, actionsOf, attributesOf, words, environment));
        }
        call(() -> (int) endActions.invokeExact(actionsOf));
        call(() -> (int) endAttributes.invokeExact(attributesOf));
        return failed == 0 ? pid.get(JAVA_INT, 0) : 0;
    }

    private Child child(int pid, int reading) throws IOException {
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        waiters.execute(() -> ended.complete(end(pid)));
        // Java reads no bare descriptor, but the same pipe by its name.
        return new Spawned(new FileInputStream("/proc/self/fd/" + reading), ended);
    }

    private int end(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            while (call(() -> (int) waitpid.invokeExact(pid, status, 0)) != pid) {
                if (ProcessHandle.of(pid).isEmpty()) {
                    return Spawned.UNKNOWN;
                }
            }
            int word = status.get(JAVA_INT, 0);
            int signal = word & 0x7f;
            return signal == 0 ? (word >> 8) & 0xff : 128 + signal;
        }
    }

    private void close(int descriptor) {
        call(() -> (int) close.invokeExact(descriptor));
    }

    private MemorySegment text(Arena arena, String text) {
        return arena.allocateFrom(text, charset);
    }

    /** All in one piece of memory: of many small ones each would cost as much as filling this. */
    private MemorySegment texts(Arena arena, List<String> texts) {
        byte[][] bytes = new byte[texts.size()][];
        long length = 0;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = texts.get(i).getBytes(charset);
            length += bytes[i].length + 1;
        }
        // Fresh memory is zero: so are the end of each text and the end of the list.
        MemorySegment room = arena.allocate(length + 1);
        MemorySegment all = arena.allocate(ADDRESS, bytes.length + 1L);
        long at = 0;
        for (int i = 0; i < bytes.length; i++) {
            MemorySegment.copy(bytes[i], 0, room, JAVA_BYTE, at, bytes[i].length);
            all.setAtIndex(ADDRESS, i, room.asSlice(at));
            at += bytes[i].length + 1;
        }
        return all;
    }

    private interface Call {
        int run() throws Throwable;
    }

    private static int call(Call call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("functions of C throw nothing", e);
        }
    }
}
