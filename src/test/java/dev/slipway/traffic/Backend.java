package dev.slipway.traffic;

import dev.slipway.route.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** A version that runs, as a process that can be killed without asking it. */
public record Backend(String version, Endpoint endpoint, Process process) implements AutoCloseable {

    public static Backend start(String version) throws IOException {
        return start(version, 0);
    }

    public static Backend start(String version, int port) throws IOException {
        // Nothing but the JDK's modules on its path, little compiled: it is there after some 0.15 s.
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes(),
                        VersionServer.class.getName(),
                        version,
                        Integer.toString(port)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        String said = out.readLine();
        if (said == null) {
            throw new IOException("the backend " + version + " did not start");
        }
        return new Backend(version, Endpoint.local(Integer.parseInt(said)), process);
    }

    private static String classes() {
        try {
            return Path.of(VersionServer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL: whatever it was answering is lost. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
