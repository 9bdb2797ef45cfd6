package dev.slipway.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** {@code bin/kills [N] [SEED]}: kills a run until N kills have passed; says what was seen, and exits 1 for a broken promise. */
public final class KillsMain {
    private static final int STANDARD = 200;
    private static final int EACH_RUN = 12;

    private KillsMain() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        int wanted = words.length > 0 ? Integer.parseInt(words[0]) : STANDARD;
        long seed = words.length > 1 ? Long.parseLong(words[1]) : System.nanoTime();
        System.out.println("kills: " + wanted + " wanted, seed " + seed);
        Tally tally = new Tally();
        List<String> broken = play(wanted, seed, tally);
        System.out.print(tally);
        broken.forEach(System.out::println);
        System.out.println(broken.isEmpty() ? "nothing lost, nothing done twice" : "a promise was broken");
        System.exit(broken.isEmpty() ? 0 : 1);
    }

    /** Ends at the first promise that was broken, and keeps that run's folder. */
    static List<String> play(int wanted, long seed, Tally tally) throws IOException, InterruptedException {
        Random random = new Random(seed);
        while (tally.of("kills") < wanted) {
            Path folder = Files.createTempDirectory("slipway-kills");
            Hunt hunt = new Hunt(folder, random, tally, Math.min(EACH_RUN, wanted - tally.of("kills")));
            List<String> broken = hunt.play();
            if (!broken.isEmpty()) {
                return Stream.concat(broken.stream(), Stream.of("kept in " + folder)).toList();
            }
            delete(folder);
        }
        return List.of();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
