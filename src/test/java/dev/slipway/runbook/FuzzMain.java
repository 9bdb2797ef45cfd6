package dev.slipway.runbook;

import dev.slipway.main.ShippedActions;
import dev.slipway.plan.History;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Planning;
import java.util.Map;
import java.util.Optional;

/** {@code bin/fuzz [SECONDS] [SEED]}: reads and plans mutated runbooks, and exits 1 at the first that makes Slipway stumble. */
public final class FuzzMain {
    private static final long STANDARD = 60;
    private static final Planner PLANNER = new Planner(ShippedActions.ALL);

    private FuzzMain() {}

    public static void main(String[] words) {
        long seconds = words.length > 0 ? Long.parseLong(words[0]) : STANDARD;
        long first = words.length > 1 ? Long.parseLong(words[1]) : System.nanoTime() & 0xFFFF_FFFFL;
        Fuzz fuzz = new Fuzz(FuzzMain::plan);
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        long seed = first;
        System.out.println("fuzz: " + seconds + " s, first seed " + first);
        for (; System.nanoTime() < until; seed++) {
            Optional<String> stumbles = fuzz.stumbles(seed);
            if (stumbles.isPresent()) {
                System.out.println(stumbles.get());
                System.exit(1);
            }
        }
        System.out.println(seed - first + " documents read and planned: no crash, nothing slower than a second");
    }

    /** Each procedure that it has, with nothing told. */
    static void plan(Reading reading) {
        Optional<String> environment = reading.runbook().frontMatter().environments().stream()
                .map(each -> each.name().text())
                .findFirst();
        reading.runbook().frontMatter().procedures().stream()
                .map(each -> each.name().text())
                .distinct()
                .limit(3)
                .forEach(what -> PLANNER.plan(new Planning.Request(
                        reading.runbook(), Map.of(), Optional.of(what), environment, Map.of(), History.Kept.NONE)));
    }
}
