package dev.slipway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules about what the floors that decide may see, and who may start a thread. */
class PurityTest {

    @TempDir
    private Path folder;

    @Test
    void a_look_at_the_world_below_the_purity_line_is_caught() {
        Map<String, String> looks = table("""
                java.time.Instant.now() | java.time.Instant.now
                java.time.LocalDate.now() | java.time.LocalDate.now
                java.time.Clock.systemUTC() | java.time.Clock
                System.currentTimeMillis() | java.lang.System.currentTimeMillis
                System.nanoTime() | java.lang.System.nanoTime
                System.getenv("HOME") | java.lang.System.getenv
                System.getProperty("user.dir") | java.lang.System.getProperty
                System.out | java.lang.System.out
                System.err | java.lang.System.err
                System.getLogger("a") | java.lang.System.getLogger
                Math.random() | java.lang.Math.random
                new java.util.Random(1) | java.util.Random
                new java.security.SecureRandom() | java.security.SecureRandom
                java.util.UUID.randomUUID() | java.util.UUID.randomUUID
                java.util.Locale.getDefault() | java.util.Locale.getDefault
                java.time.ZoneId.systemDefault() | java.time.ZoneId.systemDefault
                new java.io.File("a") | java.io.File
                java.nio.file.Path.of("a") | java.nio.file.Path
                java.net.InetAddress.getLoopbackAddress() | java.net.InetAddress
                Thread.currentThread() | java.lang.Thread
                java.util.concurrent.Executors.newCachedThreadPool() | java.util.concurrent.Executors
                java.util.logging.Logger.getLogger("a") | java.util.logging.Logger
                org.slf4j.LoggerFactory.getLogger("a") | org.slf4j.LoggerFactory
                new ProcessBuilder("true") | java.lang.ProcessBuilder
                (java.util.function.Supplier<Object>) java.time.Instant::now | java.time.Instant.now
                (java.util.function.Supplier<Object>) () -> System.nanoTime() | java.lang.System.nanoTime
                """);

        assertThat(new LowerFloorsArePure().broken(oneClassEach("run", looks)))
                .containsAll(forEach(looks, "dev.slipway.run.A%d is below the purity line and uses %s"));
    }

    @Test
    void static_state_that_can_change_below_the_purity_line_is_caught() {
        Code code = new Sketch(folder).of("""
                package dev.slipway.plan;
                class Plan {
                    static int count;
                    static final int[] COUNTS = {0};
                    static final java.util.concurrent.atomic.AtomicInteger COUNTER = null;
                }
                """);

        assertThat(new LowerFloorsArePure().broken(code))
                .contains(
                        "dev.slipway.plan.Plan.count is static, can change, and is below the purity line",
                        "dev.slipway.plan.Plan.COUNTS is static, can change, and is below the purity line",
                        "dev.slipway.plan.Plan.COUNTER is static, can change, and is below the purity line");
    }

    @Test
    void arithmetic_text_and_time_that_was_handed_over_are_pure() {
        Code code = new Sketch(folder).of("""
                package dev.slipway.run;
                class Law {
                    static class Refused extends RuntimeException {}
                    private static final int[] TABLE = {1};
                    enum Way { UP, DOWN }
                    static final java.util.List<String> WORDS = java.util.List.of("a");
                    String after(java.time.Instant now, Way way) throws java.io.IOException {
                        try {
                            return switch (way) {
                                case UP -> now.plusSeconds(1) + System.lineSeparator();
                                case DOWN -> new java.io.StringReader("a").read() + "" + java.net.URI.create("a");
                            };
                        } catch (java.io.UncheckedIOException e) {
                            throw e;
                        }
                    }
                }
                """);

        assertThat(new LowerFloorsArePure().broken(code)).isEmpty();
    }

    @Test
    void the_same_look_above_the_purity_line_is_right() {
        Code code = new Sketch(folder)
                .of("package dev.slipway.engine; class Loop { Object now() { return java.time.Instant.now(); } }");

        assertThat(new LowerFloorsArePure().broken(code)).isEmpty();
    }

    @Test
    void a_thread_outside_the_engine_is_caught() {
        Map<String, String> starts = table("""
                new Thread(() -> {}) | java.lang.Thread.<init>
                Thread.ofVirtual() | java.lang.Thread.ofVirtual
                Thread.startVirtualThread(() -> {}) | java.lang.Thread.startVirtualThread
                java.util.concurrent.Executors.newCachedThreadPool() | java.util.concurrent.Executors.newCachedThreadPool
                java.util.concurrent.CompletableFuture.runAsync(() -> {}) | java.util.concurrent.CompletableFuture.runAsync
                new java.util.Timer() | java.util.Timer.<init>
                java.util.List.of().stream().parallel() | java.util.stream.Stream.parallel
                """);

        assertThat(new OnlyTheEngineStartsThreads().broken(oneClassEach("journal.jdbc", starts)))
                .containsExactlyInAnyOrderElementsOf(forEach(
                        starts,
                        "dev.slipway.journal.jdbc.A%d starts threads by %s"
                                + ": leave it to the engine, or give the reason in House.THREADS"));
    }

    @Test
    void a_subclass_of_thread_is_caught() {
        Code code = new Sketch(folder).of("package dev.slipway.server; class View extends Thread {}");

        assertThat(new OnlyTheEngineStartsThreads().broken(code))
                .containsExactly("dev.slipway.server.View starts threads by java.lang.Thread.<init>"
                        + ": leave it to the engine, or give the reason in House.THREADS");
    }

    @Test
    void the_engine_may_start_threads() {
        Code code = new Sketch(folder)
                .of("package dev.slipway.engine; class Loop { Object go() { return Thread.ofVirtual(); } }");

        assertThat(new OnlyTheEngineStartsThreads().broken(code)).isEmpty();
    }

    /** Expression to what it uses, in the order written. */
    private static Map<String, String> table(String lines) {
        Map<String, String> rows = new LinkedHashMap<>();
        lines.lines().forEach(line -> {
            int bar = line.lastIndexOf('|');
            rows.put(line.substring(0, bar).strip(), line.substring(bar + 1).strip());
        });
        return rows;
    }

    /** Compiled together, because starting the compiler for each would take most of the time. */
    private Code oneClassEach(String room, Map<String, String> rows) {
        List<String> sources = new ArrayList<>();
        for (String expression : rows.keySet()) {
            sources.add("package dev.slipway.%s; class A%d { Object a() { return %s; } }"
                    .formatted(room, sources.size(), expression));
        }
        return new Sketch(folder).of(sources.toArray(String[]::new));
    }

    private static List<String> forEach(Map<String, String> rows, String sentence) {
        List<String> expected = new ArrayList<>();
        for (String used : rows.values()) {
            expected.add(sentence.formatted(expected.size(), used));
        }
        return expected;
    }
}
