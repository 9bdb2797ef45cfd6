package dev.slipway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.RunId;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Entry;
import dev.slipway.hands.Journal.Granting;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.NewRun;
import dev.slipway.hands.Journal.Opening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A journal under test, others beside it, and what its tests say again and again. */
public interface OneJournal {

    RunId RUN = new RunId("r8k3f2");
    RunId OTHER = new RunId("r8k3f3");
    Holder ANNA = new Holder("anna", "build-1", "boot-7", 4711, Instant.parse("2026-03-14T09:00:00.123456789Z"));
    Holder BEN = new Holder("ben", "build-2", "boot-9", 42, Instant.parse("2026-03-14T09:20:00Z"));

    Journal journal();

    HandClock clock();

    /** The same journal, opened once more as another process would. */
    Journal another();

    default Lease opened(RunId run, String... texts) {
        return granted(journal().open(new NewRun(run, "{}", Optional.empty(), List.of(texts)), ANNA));
    }

    default Lease granted(Opening opening) {
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).lease();
    }

    default Lease granted(Granting granting) {
        assertThat(granting).isInstanceOf(Granting.Granted.class);
        return ((Granting.Granted) granting).lease();
    }

    default List<String> texts(RunId run) {
        return journal().read(run, 0, Integer.MAX_VALUE).stream()
                .map(Entry::text)
                .toList();
    }

    @FunctionalInterface
    interface Part<T> {
        T play(Journal beside, int number) throws Exception;
    }

    /** Each part plays on a journal of its own, and all begin together. */
    default <T> List<T> atOnce(int parts, Part<T> part) throws Exception {
        CyclicBarrier together = new CyclicBarrier(parts);
        List<Callable<T>> calls = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int number = i;
            Journal beside = another();
            calls.add(() -> {
                together.await();
                return part.play(beside, number);
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(parts)) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
