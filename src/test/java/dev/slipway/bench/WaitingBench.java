package dev.slipway.bench;

import dev.slipway.base.Operator;
import dev.slipway.engine.Draft;
import dev.slipway.engine.Mover;
import dev.slipway.operations.Request;
import dev.slipway.operations.Standing;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Event.Ending;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many runs that wait for a signature, all moved by this process, each with a plan of its own in memory. Then the last one is
 * signed from another desk, as by a command in another terminal, and has to end.
 */
public final class WaitingBench {
    private static final int RUNS = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    /** Several heart-beats. */
    private static final Duration OBSERVED = Duration.ofSeconds(20);

    private static final String RUNBOOK = """
            ---
            slipway:
              version: 1
              service: bench
              inputs:
                version: {description: Version to release}
              procedures:
                release: {run: [approval, release], lock: none}
            ---

            # A release that waits

            ## Approval

            <!-- slipway: gate -->
            - [ ] The change was announced
            - [ ] Somebody is on call

            ## Release

            <!-- slipway: step id=release -->
            ```bash
            # Release it
            echo "released $VERSION"
            ```

            <!-- slipway: step id=check -->
            ```bash
            # Check it
            echo "checked $VERSION"
            ```
            """;

    private WaitingBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : RUNS;
        Path folder = Ground.newFolder();
        Files.writeString(folder.resolve("runbook.md"), RUNBOOK);
        try {
            // Its journal stays open: the movers are never told to stop.
            List<Mover> movers = open(Ground.in(folder), runs);
            tell("opened", runs, movers);
            long cpu = cpu();
            Thread.sleep(OBSERVED);
            System.out.printf("at rest: %.1f %% of one processor%n", 100.0 * (cpu() - cpu) / OBSERVED.toNanos());
            signFromOutside(folder, movers.getLast());
            tell("after the last was signed", runs, movers);
        } finally {
            Ground.delete(folder);
        }
        System.exit(0);
    }

    private static List<Mover> open(Ground ground, int runs) throws InterruptedException {
        AtomicInteger resting = new AtomicInteger();
        List<Mover> movers = new ArrayList<>();
        long begun = System.nanoTime();
        Draft.Ready ready = ground.draft(Path.of("runbook.md"), Map.of("version", "1.0.0"));
        for (int i = 0; i < runs; i++) {
            Mover mover = ground.start(ready);
            movers.add(mover);
            Thread.ofVirtual().name("mover " + i).start(() -> move(mover, resting));
        }
        until(() -> movers.stream().allMatch(m -> Standing.of(m.run()) instanceof Standing.Asking));
        System.out.printf("%,d runs were started and wait after %.1f s%n", runs, (System.nanoTime() - begun) / 1e9);
        return movers;
    }

    private static void move(Mover mover, AtomicInteger over) {
        try {
            mover.move(Mover.Patience.STAY);
            over.incrementAndGet();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void signFromOutside(Path folder, Mover mover) throws InterruptedException {
        long begun = System.nanoTime();
        try (Ground other = Ground.in(folder)) {
            for (String item : List.of("the-change-was-announced", "somebody-is-on-call")) {
                other.desk().ask(mover.id(), new Request.Sign(new Operator("anna"), item, Answer.YES, "seen"));
            }
        }
        until(() ->
                mover.run().ended().filter(e -> e.ending() == Ending.SUCCEEDED).isPresent());
        System.out.printf("signed by another process, run and ended in %.0f ms%n", (System.nanoTime() - begun) / 1e6);
    }

    private interface Claim {
        boolean holds();
    }

    private static void until(Claim claim) throws InterruptedException {
        long givenUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!claim.holds()) {
            if (System.nanoTime() > givenUpAt) {
                throw new IllegalStateException("it did not come so far");
            }
            Thread.sleep(20);
        }
    }

    private static void tell(String when, int runs, List<Mover> movers) {
        System.gc();
        long waiting = movers.stream().filter(m -> m.run().ended().isEmpty()).count();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(
                "%s: %,d of %,d wait; heap %,d MB, %.1f kB a run; resident %s; limit of the heap %,d MB%n",
                when,
                waiting,
                runs,
                heap >> 20,
                heap / 1e3 / runs,
                resident(),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static String resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .map(line -> line.substring(6).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static long cpu() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
