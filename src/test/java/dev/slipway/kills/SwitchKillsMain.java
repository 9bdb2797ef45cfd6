package dev.slipway.kills;

import dev.slipway.kills.SwitchHunt.Course;
import dev.slipway.kills.SwitchHunt.Proxies;
import dev.slipway.kills.SwitchHunt.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * {@code bin/kills switches [ROUNDS [SEED [PROXY]]]}: behind each proxy, or one, each way of releasing, going well, taken back later, and taken back by its trigger, is
 * killed after each line that it says, and resumed, while clients ask. Exits 1 for a broken promise.
 */
public final class SwitchKillsMain {
    private SwitchKillsMain() {}

    public static void main(String[] words) throws Exception {
        int rounds = words.length > 0 ? Integer.parseInt(words[0]) : 1;
        long seed = words.length > 1 ? Long.parseLong(words[1]) : System.nanoTime();
        List<Proxies> proxies = words.length > 2
                ? List.of(Proxies.valueOf(words[2].toUpperCase(Locale.ROOT)))
                : List.of(Proxies.values());
        System.out.println("kills of switches: " + rounds + " rounds, seed " + seed);
        Random random = new Random(seed);
        List<String> broken = new ArrayList<>();
        for (int round = 0; round < rounds && broken.isEmpty(); round++) {
            for (Proxies proxy : proxies) {
                for (Strategy strategy : Strategy.values()) {
                    if (broken.isEmpty() && proxy.can(strategy)) {
                        broken.addAll(play(proxy, strategy, random));
                    }
                }
            }
        }
        broken.forEach(System.out::println);
        System.out.println(broken.isEmpty() ? "no request lost, never two new sides" : "a promise was broken");
        System.exit(broken.isEmpty() ? 0 : 1);
    }

    private static List<String> play(Proxies proxy, Strategy strategy, Random random) throws Exception {
        Path folder = Files.createTempDirectory("slipway-switches");
        try (SwitchHunt hunt = new SwitchHunt(folder, proxy, strategy, random)) {
            for (Course course : Course.values()) {
                if (course == Course.IS_BAD && strategy != Strategy.CANARY) {
                    continue;
                }
                int before = hunt.kills();
                List<String> broken = hunt.everyPoint(course);
                System.out.printf(
                        "%-8s %-10s %-9s %3d kills, %d requests answered, the slowest resume took %.1f s%n",
                        proxy,
                        strategy,
                        course,
                        hunt.kills() - before,
                        hunt.answered(),
                        hunt.slowest().toMillis() / 1000.0);
                if (!broken.isEmpty()) {
                    broken.add("kept in " + folder);
                    return broken;
                }
            }
        }
        return List.of();
    }
}
