package dev.slipway.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code slipway proxy run}, as a process of its own. */
final class ProxyProcess implements AutoCloseable {
    private static final long LEAVING_SECONDS = 10;

    private final Process process;
    private final Path log;

    private ProxyProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Returns at once, so that whoever has to end it knows of it as soon as it runs. */
    static ProxyProcess begin(Ground ground) throws IOException {
        // In a session of its own, so that Ctrl-C reaches the demo alone.
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(self());
        words.addAll(List.of("proxy", "run", "--listen", "127.0.0.1:" + ground.port(), "--control"));
        words.addAll(List.of(
                ground.control().toString(),
                "--state",
                ground.state().resolve("proxy").toString()));
        Path log = ground.folder().resolve("proxy.log");
        Process process = new ProcessBuilder(words)
                .directory(ground.folder().toFile())
                .redirectError(log.toFile())
                .start();
        return new ProxyProcess(process, log);
    }

    /** Returns once it listens; throws {@link IOException} with its own words when it does not. */
    void awaitListening() throws IOException {
        BufferedReader said = process.inputReader(UTF_8);
        if (said.readLine() == null) {
            throw new IOException("the proxy did not start: "
                    + Files.readString(log).lines().findFirst().orElse("it said nothing"));
        }
    }

    /** This program once more: the same Java with the same options and classes. */
    private static List<String> self() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ProcessHandle.current().info().arguments().ifPresent(arguments -> {
            for (String argument : arguments) {
                if (argument.startsWith("-X")
                        || argument.startsWith("--enable-native")
                        || argument.startsWith("--sun-misc")) {
                    words.add(argument);
                }
            }
        });
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.slipway.main.Main"));
        return words;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LEAVING_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
