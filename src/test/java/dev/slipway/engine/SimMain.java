package dev.slipway.engine;

import dev.slipway.engine.Simulation.Planted;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** {@code bin/sim RUNS} plays that many seeds on all processors; {@code bin/sim --seed N} plays one. */
public final class SimMain {
    private static final long TOLD_EVERY = 100_000;

    private SimMain() {}

    public static void main(String[] args) {
        if (args.length == 2 && args[0].equals("--seed")) {
            Simulation simulation = new Simulation(Long.parseLong(args[1]), Planted.NOTHING);
            List<String> broken = simulation.play();
            simulation.record().forEach(System.out::println);
            broken.forEach(System.out::println);
            System.exit(broken.isEmpty() ? 0 : 1);
        }
        long runs = args.length == 0 ? 10_000 : Long.parseLong(args[0]);
        long begun = System.nanoTime();
        AtomicLong played = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        LongStream.range(0, runs).parallel().forEach(seed -> {
            if (!tell(seed)) {
                failed.incrementAndGet();
            }
            long n = played.incrementAndGet();
            if (n % TOLD_EVERY == 0) {
                System.out.printf("%,d runs, %,.0f a second%n", n, n * 1e9 / (System.nanoTime() - begun));
            }
        });
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%,d runs in %.1f s, %,.0f a second, %d broke a promise%n",
                runs, seconds, runs / seconds, failed.get());
        System.exit(failed.get() == 0 ? 0 : 1);
    }

    private static boolean tell(long seed) {
        try {
            List<String> broken = new Simulation(seed, Planted.NOTHING).play();
            broken.forEach(promise -> System.out.println("seed " + seed + ": " + promise));
            return broken.isEmpty();
        } catch (RuntimeException e) {
            System.out.println("seed " + seed + ": " + e);
            return false;
        }
    }
}
