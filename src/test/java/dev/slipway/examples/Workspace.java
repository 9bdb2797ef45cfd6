package dev.slipway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ForReal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An example's system in a folder: its repository, stand-ins for the tools that it calls, and a server for its routes. */
final class Workspace implements AutoCloseable {
    private static final Path SHIMS = Path.of("src/test/resources/shims").toAbsolutePath();

    private final Path home;
    private final Routes routes;
    private final ForReal slipway;

    Workspace(String example, Path folder) throws IOException, InterruptedException {
        this.routes = new Routes();
        this.home = Files.createDirectories(folder).toRealPath();
        script(SHIMS.resolve(example + "/workspace.sh").toString(), home.toString(), routes.url());
        routes.answer(Files.readAllLines(home.resolve("routes")));
        this.slipway = new ForReal(
                home.resolve("repo"),
                home.resolve("slipway"),
                ForReal.told(Files.readAllLines(home.resolve("environment"))),
                System.getProperty("user.name"));
    }

    private static void script(String... words) throws IOException, InterruptedException {
        List<String> all = new java.util.ArrayList<>(List.of("bash"));
        all.addAll(List.of(words));
        silently(all);
    }

    /** Another version of the system's code. */
    void checkout(String version) throws IOException, InterruptedException {
        silently(List.of("git", "-C", home.resolve("repo").toString(), "checkout", "-q", version));
    }

    private static void silently(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
    }

    ForReal slipway() {
        return slipway;
    }

    Path home() {
        return home;
    }

    /** What somebody tells this procedure, {@code input=value}. */
    List<String> inputs(String procedure) throws IOException {
        Path file = home.resolve(procedure + ".inputs");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    void failsAt(String call) throws IOException {
        Files.writeString(home.resolve("fail"), call + "\n");
    }

    /** Every call of a tool so far, without what differs from day to day. */
    String calls() {
        try {
            return Files.readString(home.resolve("calls.log"))
                    .replace(home.toString(), "~")
                    .replace(routes.url(), "http://server")
                    .replaceAll("(?<!\\d)20\\d{6}[-_T]?\\d{6}(?!\\d)", "STAMP")
                    .replaceAll("(?<!\\d)20\\d\\d-\\d\\d-\\d\\d(?!\\d)", "DAY")
                    .replaceAll("\\b[0-9a-f]{40}\\b", "COMMIT");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As if the system were where its team has it: the same text on every machine. */
    String elsewhere(String text) {
        return text.replace(home.toString(), "/srv").replace(routes.url(), "http://server");
    }

    @Override
    public void close() {
        slipway.close();
        routes.close();
    }
}
