package dev.slipway.places.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Place.Beginning;
import dev.slipway.hands.Place.Found;
import dev.slipway.hands.Place.Launch;
import dev.slipway.hands.Place.Shell.Dialect;
import dev.slipway.hands.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many begin one step, and others look for it meanwhile. */
class LocalRaceTest extends StepInHand {
    @Test
    void however_many_begin_and_look_a_step_has_one_effect_or_none() throws Exception {
        int begun = 0;
        for (int round = 0; round < 60; round++) {
            Launch launch = steps.launch(Dialect.SH, "echo " + round + " >>effects", false);
            int late = round % 5;
            List<Callable<Object>> hands = new ArrayList<>();
            hands.add(() -> place.begin(launch));
            hands.add(() -> new LocalPlace(state, directory).begin(launch));
            for (int i = 0; i < 2; i++) {
                hands.add(() -> {
                    awaitFiles(new AttemptFiles(state, launch.attempt()), late);
                    return new LocalPlace(state, directory).find(launch.attempt(), steps.capture());
                });
            }
            List<Object> answers = together(hands);
            List<Object> begins =
                    answers.stream().filter(Beginning.Begun.class::isInstance).toList();
            assertThat(begins).hasSizeLessThanOrEqualTo(1);
            for (Object answer : begins) {
                ((Beginning.Begun) answer).attempt().await(Steps.LONG);
                begun++;
            }
            boolean never = answers.contains(new Found.Never());
            assertThat(never).as("round " + round + ": " + answers).isEqualTo(begins.isEmpty());
            Path effects = directory.resolve("effects");
            List<String> lines = Files.exists(effects) ? Files.readAllLines(effects) : List.of();
            assertThat(lines.stream().filter(Integer.toString(round)::equals)).hasSize(begins.size());
        }
        assertThat(begun).isBetween(1, 59);
    }

    /** Looks are begun at different stages: when its script is there, its claim, its outputs, … */
    private static void awaitFiles(AttemptFiles attempt, int count) throws IOException {
        Path folder = attempt.run().resolve("attempts");
        long until = System.nanoTime() + 200_000_000L;
        while (System.nanoTime() < until) {
            if (count == 0) {
                return;
            }
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    if (files.filter(file -> file.toString().startsWith(attempt.prefix() + "."))
                                    .count()
                            >= count) {
                        return;
                    }
                }
            }
            Thread.onSpinWait();
        }
    }

    private static List<Object> together(List<Callable<Object>> hands) throws Exception {
        CyclicBarrier start = new CyclicBarrier(hands.size());
        List<Object> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> futures = new ArrayList<>();
            for (Callable<Object> hand : hands) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return hand.call();
                }));
            }
            for (Future<Object> future : futures) {
                answers.add(future.get());
            }
        }
        return answers;
    }
}
