package dev.slipway.bench;

import dev.slipway.engine.Draft;
import dev.slipway.engine.Mover;
import dev.slipway.run.Event.Ending;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a step costs: a runbook whose every step is {@code /bin/true}, run with a durable journal in a fresh process, against
 * the same lines as one bash script, and as tasks of a playbook. The three take turns, so that each sees the same machine.
 */
public final class StepsBench {
    private static final int STEPS = 1_000;
    private static final int TASKS = 50;
    private static final int ROUNDS = 5;

    /** Those of ./slipway. */
    private static final List<String> LAUNCHER = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private StepsBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 2 && args[0].equals("here")) {
            runHere(Path.of(args[1]));
            return;
        }
        int steps = args.length > 0 ? Integer.parseInt(args[0]) : STEPS;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
        Path folder = Ground.newFolder();
        try {
            compare(folder, steps, rounds);
        } finally {
            Ground.delete(folder);
        }
    }

    private static void compare(Path folder, int steps, int rounds) throws IOException, InterruptedException {
        Path none = Files.writeString(folder.resolve("none.yml"), playbook(0));
        Path tasks = Files.writeString(folder.resolve("tasks.yml"), playbook(TASKS));
        Path script = Files.writeString(folder.resolve("steps.bash"), "/bin/true\n".repeat(steps));
        boolean ansible = installed("ansible-playbook");
        if (!ansible) {
            System.out.println("ansible-playbook is not installed (apt install ansible-core): it is left out");
        }
        Series slipway = new Series("slipway");
        Series work = new Series("slipway, processor");
        Series bashWork = new Series("bash, processor");
        Series moving = new Series("slipway, its loop alone");
        Series bash = new Series("bash");
        Series playbook = new Series("ansible-playbook");
        for (int round = 1; round <= rounds; round++) {
            double worked = childrensWork();
            bash.add(timed(List.of("bash", script.toString())) / steps);
            bashWork.add((childrensWork() - worked) / steps);
            Path ground = Files.createDirectory(folder.resolve("round-" + round));
            Files.writeString(ground.resolve("runbook.md"), runbook(steps));
            worked = childrensWork();
            slipway.add(timed(slipway(ground)) / steps);
            work.add((childrensWork() - worked) / steps);
            moving.add(Double.parseDouble(Files.readString(ground.resolve("millis"))) / steps);
            Ground.delete(ground);
            if (ansible) {
                double start = timed(ansible(none));
                playbook.add((timed(ansible(tasks)) - start) / TASKS);
            }
            System.out.printf(
                    "round %d: %s · %s · %s · %s · %s%s%n",
                    round,
                    slipway.last(),
                    moving.last(),
                    work.last(),
                    bash.last(),
                    bashWork.last(),
                    ansible ? " · " + playbook.last() : "");
        }
        tell(steps, slipway, bash, playbook, moving, work, bashWork);
    }

    private static void tell(int steps, Series slipway, Series bash, Series playbook, Series... others) {
        double overhead = slipway.median() - bash.median();
        System.out.printf("%nmedians, ms a step (%,d steps; slipway with its start and its plan)%n", steps);
        Stream.concat(Stream.of(slipway, bash, playbook), Stream.of(others))
                .filter(series -> !series.isEmpty())
                .forEach(series -> System.out.printf("  %-26s %8.3f%n", series.name(), series.median()));
        System.out.printf("slipway over bash: %.3f ms a step (target: at most 5)%n", overhead);
        if (!playbook.isEmpty()) {
            System.out.printf(
                    "ansible-playbook over bash: %.1f ms a step, %.0f times slipway's (target: at least 50 times)%n",
                    playbook.median() - bash.median(), (playbook.median() - bash.median()) / overhead);
        }
    }

    /** In a process of its own, as a command would be: what the compiler of the JVM learns in one round is lost to the next. */
    private static List<String> slipway(Path ground) {
        List<String> words = java(StepsBench.class);
        words.addAll(List.of("here", ground.toString()));
        return words;
    }

    /** The words that start another program of this class path as the launcher starts Slipway. */
    static List<String> java(Class<?> program) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(LAUNCHER);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        return words;
    }

    private static void runHere(Path folder) throws IOException, InterruptedException {
        try (Ground ground = Ground.in(folder)) {
            Draft.Ready ready = ground.draft(folder.resolve("runbook.md"), Map.of());
            long begun = System.nanoTime();
            try (Mover mover = ground.start(ready)) {
                mover.move(Mover.Patience.LEAVE);
                boolean succeeded = mover.run()
                        .ended()
                        .filter(e -> e.ending() == Ending.SUCCEEDED)
                        .isPresent();
                if (!succeeded) {
                    throw new IllegalStateException(
                            "it did not succeed: " + mover.run().ended());
                }
            }
            Files.writeString(folder.resolve("millis"), Double.toString((System.nanoTime() - begun) / 1e6));
        }
    }

    private static double timed(List<String> words) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int status = new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException(words.getFirst() + " ended with " + status);
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    /** Milliseconds of processor time that all programs have taken that were started from here and have ended. */
    private static double childrensWork() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        // Counted in hundredths of a second.
        return (Long.parseLong(words[13]) + Long.parseLong(words[14])) * 10.0;
    }

    private static boolean installed(String command) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, command))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> ansible(Path playbook) {
        return List.of("ansible-playbook", "--inventory", "localhost,", "--connection", "local", playbook.toString());
    }

    static String runbook(int steps) {
        StringBuilder text = new StringBuilder("""
                ---
                slipway:
                  version: 1
                  service: bench
                  procedures:
                    release: {run: [steps]}
                ---

                # Many steps

                ## Steps
                """);
        for (int i = 1; i <= steps; i++) {
            text.append("\n```bash\n# Step ").append(i).append("\n/bin/true\n```\n");
        }
        return text.toString();
    }

    private static String playbook(int tasks) {
        return "- hosts: all\n  gather_facts: false\n  tasks:\n    - meta: noop\n"
                + "    - ansible.builtin.command: /bin/true\n".repeat(tasks);
    }
}
