package dev.slipway.cli;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "doctor", description = "Says what this machine lacks for running runbooks.")
final class DoctorCommand implements Callable<Integer> {
    private static final long LEAST_BYTES = 200L << 20;
    private static final int LEAST_JAVA = 25;
    private static final Map<String, String> INSTALL = Map.of(
            "bash", "install bash (apt install bash)",
            "sh", "install a POSIX shell (apt install dash)",
            "setsid", "install util-linux (apt install util-linux)");

    private final Around around;
    private boolean lacking;

    @Mixin
    StateOption state = new StateOption();

    DoctorCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        List.of("bash", "sh", "setsid").forEach(this::word);
        say(Files.isReadable(Path.of("/proc/self/stat")), "/proc", "Slipway needs Linux with /proc mounted");
        say(
                Runtime.version().feature() >= LEAST_JAVA,
                "Java " + Runtime.version(),
                "install a JDK " + LEAST_JAVA + " or newer");
        folder();
        around.out().println("  time zone " + around.zone() + ", operator " + around.operator());
        around.out()
                .println(lacking ? "\nSomething is lacking, see above." : "\nEverything that Slipway needs is here.");
        return lacking ? ExitStatus.FAILED : ExitStatus.SUCCEEDED;
    }

    private void word(String word) {
        String path = around.variables().getOrDefault("PATH", "");
        boolean found = Stream.of(path.split(":", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> Path.of(part).resolve(word))
                .anyMatch(Files::isExecutable);
        say(found, word, INSTALL.getOrDefault(word, "install " + word));
    }

    /** Beside where we stand, as a runbook here would have it. */
    private void folder() {
        Path folder = state.besides(Path.of("runbook.md"), around);
        Path existing = folder;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        boolean writable = Files.isDirectory(existing) && Files.isWritable(existing);
        say(writable, "state folder " + folder + " can be written", "make it writable, or name another: --state DIR");
        try {
            FileStore disk = Files.getFileStore(existing);
            long free = disk.getUsableSpace();
            say(
                    free >= LEAST_BYTES,
                    (free >> 20) + " MB free for it",
                    "make room: at least " + (LEAST_BYTES >> 20) + " MB");
        } catch (IOException e) {
            say(false, "disk of " + existing, "it cannot be looked at: " + e.getMessage());
        }
    }

    private void say(boolean good, String what, String remedy) {
        lacking |= !good;
        around.out().println(good ? "✓ " + what : "✗ " + what + ": " + remedy);
    }
}
