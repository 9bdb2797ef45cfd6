package dev.slipway.traffic.embedded;

import dev.slipway.hands.Traffic;
import dev.slipway.traffic.Front;
import dev.slipway.traffic.Servers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway proxy run}, as people start it: a process that can be killed, and handed over to another. */
public final class EmbeddedFront implements Front {
    private final Path folder;
    private final int port;
    private Process process;

    private EmbeddedFront(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        this.process = run();
    }

    public static EmbeddedFront start(Path folder) throws IOException {
        return new EmbeddedFront(folder, Servers.freePort());
    }

    private Process run(String... more) throws IOException {
        return run(List.of(), more);
    }

    private Process run(List<String> jvm, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dio.netty.leakDetection.level=paranoid",
                "-cp",
                System.getProperty("java.class.path")));
        words.addAll(jvm);
        words.addAll(List.of(
                "dev.slipway.main.Main",
                "proxy",
                "run",
                "--listen",
                "127.0.0.1:" + port,
                "--control",
                control().toString(),
                "--state",
                folder.resolve("state").toString()));
        words.addAll(List.of(more));
        Process started = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = started.inputReader();
        if (out.readLine() == null) {
            throw new IOException("the proxy did not start");
        }
        return started;
    }

    public Path control() {
        return folder.resolve("ctl");
    }

    public Process process() {
        return process;
    }

    /** SIGKILL, and a start from what lies on the disk. */
    public void restart() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        process = run();
    }

    /** The predecessor, which leaves by itself. */
    public Process handOver() throws IOException {
        Process before = process;
        process = run("--take-over");
        return before;
    }

    /** To one that has to do without the native library. */
    public Process handOverToPortable() throws IOException {
        Process before = process;
        process = run(List.of("-Dio.netty.transport.noNative=true"), "--take-over");
        return before;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Traffic driver() {
        return new EmbeddedTraffic(control());
    }

    @Override
    public void close() {
        Servers.stop(process);
    }
}
