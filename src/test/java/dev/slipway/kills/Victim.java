package dev.slipway.kills;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A process of Slipway, and the processes of the steps that it has begun. */
final class Victim {

    /** Who is killed. */
    enum Reach {
        SLIPWAY_ALONE("kills of Slipway alone"),
        SLIPWAY_AND_ITS_STEPS("kills of Slipway with its supervisors and steps"),
        STEPS_ALONE("kills of supervisors and steps alone");

        private final String words;

        Reach(String words) {
            this.words = words;
        }

        /** As the tally counts them. */
        String words() {
            return words;
        }
    }

    private final Process process;
    private final String mark;
    private final Path said;

    private Victim(Process process, String mark, Path said) {
        this.process = process;
        this.mark = mark;
        this.said = said;
    }

    /** {@code slipway WORDS…} in a folder whose state is in {@code .slipway}. */
    static Victim start(Path folder, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.slipway.main.Main"));
        command.addAll(words);
        Path said = folder.resolve("said.txt");
        Files.writeString(said, "");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return new Victim(process, "SLIPWAY_OUTPUT=" + folder.resolve(".slipway") + "/", said);
    }

    /** The exit status; empty when the time is over first. */
    OptionalInt await(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /** SIGKILL; with Slipway, whoever was forked meanwhile is killed too. */
    void kill(Reach reach) throws IOException, InterruptedException {
        if (reach != Reach.STEPS_ALONE) {
            process.destroyForcibly();
        }
        if (reach == Reach.STEPS_ALONE) {
            steps().forEach(ProcessHandle::destroyForcibly);
        }
        if (reach == Reach.SLIPWAY_AND_ITS_STEPS) {
            for (List<ProcessHandle> steps = steps(); !steps.isEmpty(); steps = steps()) {
                steps.forEach(ProcessHandle::destroyForcibly);
            }
        }
        if (reach != Reach.STEPS_ALONE) {
            process.waitFor();
        }
    }

    /** Supervisors and everything below them carry the mark in their environment. */
    private List<ProcessHandle> steps() throws IOException {
        List<ProcessHandle> steps = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : processes) {
                if (marked(entry)) {
                    ProcessHandle.of(Long.parseLong(entry.getFileName().toString()))
                            .ifPresent(steps::add);
                }
            }
        }
        return steps;
    }

    private boolean marked(Path entry) {
        try {
            return new String(Files.readAllBytes(entry.resolve("environ")), StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException e) {
            return false; // gone, or another user's
        }
    }

    String said() throws IOException {
        return Files.readString(said);
    }
}
