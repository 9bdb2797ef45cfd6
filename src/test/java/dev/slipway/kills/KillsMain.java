package dev.slipway.kills;

import dev.slipway.kills.Victim.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code bin/kills [N] [SEED]}: kills runs until Slipway alone was killed N/2 times and Slipway with its supervisors as often;
 * supervisors alone now and then besides. Says what was seen, and exits 1 for a broken promise.
 */
public final class KillsMain {
    private static final int STANDARD = 200;
    private static final int EACH_RUN = 12;

    private KillsMain() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        int wanted = words.length > 0 ? Integer.parseInt(words[0]) : STANDARD;
        long seed = words.length > 1 ? Long.parseLong(words[1]) : System.nanoTime();
        System.out.println("kills: " + wanted + " wanted, seed " + seed);
        Tally tally = new Tally();
        List<String> broken = play(wanted, new Random(seed), tally, Hunt::pause);
        System.out.print(tally);
        broken.forEach(System.out::println);
        System.out.println(broken.isEmpty() ? "nothing lost, nothing done twice" : "a promise was broken");
        System.exit(broken.isEmpty() ? 0 : 1);
    }

    /** Ends at the first promise that was broken, and keeps that run's folder. */
    static List<String> play(int wanted, Random random, Tally tally, Function<Random, String> pause)
            throws IOException, InterruptedException {
        while (missing(wanted, tally) > 0) {
            Path folder = Files.createTempDirectory("slipway-kills");
            Hunt.Leash leash = new Hunt.Leash(Math.min(EACH_RUN, missing(wanted, tally)), pause.apply(random));
            Hunt hunt = new Hunt(folder, random, tally, leash);
            List<String> broken = hunt.play();
            if (!broken.isEmpty()) {
                return Stream.concat(broken.stream(), Stream.of("kept in " + folder))
                        .toList();
            }
            delete(folder);
        }
        return List.of();
    }

    private static int missing(int wanted, Tally tally) {
        int alone = (wanted + 1) / 2 - tally.of(Reach.SLIPWAY_ALONE.words());
        int together = (wanted + 1) / 2 - tally.of(Reach.SLIPWAY_AND_ITS_STEPS.words());
        return Math.max(0, alone) + Math.max(0, together);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
