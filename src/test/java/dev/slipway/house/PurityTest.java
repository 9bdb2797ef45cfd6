package dev.slipway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules about what the floors that decide may see, and who may start a thread. */
class PurityTest {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    java.time.Instant.now()                          | java.time.Instant.now
                    java.time.LocalDate.now()                        | java.time.LocalDate.now
                    java.time.Clock.systemUTC()                      | java.time.Clock
                    System.currentTimeMillis()                       | java.lang.System.currentTimeMillis
                    System.nanoTime()                                | java.lang.System.nanoTime
                    System.getenv("HOME")                            | java.lang.System.getenv
                    System.getProperty("user.dir")                   | java.lang.System.getProperty
                    System.out                                       | java.lang.System.out
                    System.err                                       | java.lang.System.err
                    System.getLogger("a")                            | java.lang.System.getLogger
                    Math.random()                                    | java.lang.Math.random
                    new java.util.Random(1)                          | java.util.Random
                    new java.security.SecureRandom()                 | java.security.SecureRandom
                    java.util.UUID.randomUUID()                      | java.util.UUID.randomUUID
                    java.util.Locale.getDefault()                    | java.util.Locale.getDefault
                    java.time.ZoneId.systemDefault()                 | java.time.ZoneId.systemDefault
                    new java.io.File("a")                            | java.io.File
                    java.nio.file.Path.of("a")                       | java.nio.file.Path
                    java.net.InetAddress.getLoopbackAddress()        | java.net.InetAddress
                    Thread.currentThread()                           | java.lang.Thread
                    java.util.concurrent.Executors.newCachedThreadPool() | java.util.concurrent.Executors
                    java.util.logging.Logger.getLogger("a")          | java.util.logging.Logger
                    org.slf4j.LoggerFactory.getLogger("a")           | org.slf4j.LoggerFactory
                    new ProcessBuilder("true")                       | java.lang.ProcessBuilder
                    (java.util.function.Supplier<Object>) java.time.Instant::now | java.time.Instant.now
                    (java.util.function.Supplier<Object>) () -> System.nanoTime() | java.lang.System.nanoTime
                    """)
    void a_look_at_the_world_below_the_purity_line_is_caught(String expression, String used) {
        Code code = new Sketch(folder)
                .of("package dev.slipway.run; class Law { Object look() { return " + expression + "; } }");

        assertThat(new LowerFloorsArePure().broken(code))
                .contains("dev.slipway.run.Law is below the purity line and uses " + used);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    static int count;                                              | count
                    static final int[] COUNTS = {0};                               | COUNTS
                    static final java.util.concurrent.atomic.AtomicInteger C = null; | C
                    """)
    void static_state_that_can_change_below_the_purity_line_is_caught(String declaration, String field) {
        Code code = new Sketch(folder).of("package dev.slipway.plan; class Plan { " + declaration + " }");

        assertThat(new LowerFloorsArePure().broken(code))
                .contains("dev.slipway.plan.Plan." + field + " is static, can change, and is below the purity line");
    }

    @Test
    void arithmetic_text_and_time_that_was_handed_over_are_pure() {
        Code code = new Sketch(folder).of("""
                package dev.slipway.run;
                class Law {
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    new Thread(() -> {})                                          | java.lang.Thread.<init>
                    Thread.ofVirtual()                                            | java.lang.Thread.ofVirtual
                    Thread.startVirtualThread(() -> {})                           | java.lang.Thread.startVirtualThread
                    java.util.concurrent.Executors.newCachedThreadPool()          | java.util.concurrent.Executors.newCachedThreadPool
                    java.util.concurrent.CompletableFuture.runAsync(() -> {})     | java.util.concurrent.CompletableFuture.runAsync
                    new java.util.Timer()                                         | java.util.Timer.<init>
                    java.util.List.of().stream().parallel()                       | java.util.stream.Stream.parallel
                    """)
    void a_thread_outside_the_engine_is_caught(String expression, String member) {
        Code code = new Sketch(folder)
                .of("package dev.slipway.places.local; class Here { Object go() { return " + expression + "; } }");

        assertThat(new OnlyTheEngineStartsThreads().broken(code))
                .contains("dev.slipway.places.local.Here starts threads by " + member
                        + ": leave it to the engine, or give the reason in House.THREADS");
    }

    @Test
    void a_subclass_of_thread_is_caught() {
        Code code = new Sketch(folder).of("package dev.slipway.cli; class View extends Thread {}");

        assertThat(new OnlyTheEngineStartsThreads().broken(code))
                .containsExactly("dev.slipway.cli.View starts threads by java.lang.Thread.<init>"
                        + ": leave it to the engine, or give the reason in House.THREADS");
    }

    @Test
    void the_engine_may_start_threads() {
        Code code = new Sketch(folder)
                .of("package dev.slipway.engine; class Loop { Object go() { return Thread.ofVirtual(); } }");

        assertThat(new OnlyTheEngineStartsThreads().broken(code)).isEmpty();
    }
}
