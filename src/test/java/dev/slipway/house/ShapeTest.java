package dev.slipway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules about files, names and signatures. */
class ShapeTest {

    @TempDir
    private Path folder;

    private Sketch sketch;

    @BeforeEach
    void draw() {
        sketch = new Sketch(folder);
    }

    @Test
    void a_package_without_package_info_is_caught() {
        Code code = sketch.of("package dev.slipway.plan; class Plan {}");

        assertThat(new EveryPackageSaysWhatItIsFor().broken(code))
                .containsExactly("dev.slipway.plan has no package-info.java");
    }

    @Test
    void a_package_that_is_not_null_marked_and_says_nothing_is_caught() {
        Code code = sketch.of("package dev.slipway.plan;", "package dev.slipway.plan; class Plan {}");

        assertThat(new EveryPackageSaysWhatItIsFor().broken(code))
                .containsExactly("dev.slipway.plan is not @NullMarked", "dev.slipway.plan does not say what it is for");
    }

    @Test
    void a_package_that_says_too_much_is_caught() {
        Code code = sketch.of(
                "/**\n" + " * More.\n".repeat(9)
                        + " */\n@org.jspecify.annotations.NullMarked\npackage dev.slipway.plan;\n",
                "package dev.slipway.plan; class Plan {}");

        assertThat(new EveryPackageSaysWhatItIsFor().broken(code))
                .containsExactly("dev.slipway.plan says what it is for in 9 lines: 8 have to do");
    }

    @Test
    void a_long_file_is_caught() {
        Code code = sketch.of("package dev.slipway.plan; class Plan {" + "\n".repeat(400) + "}");

        assertThat(new FilesStayShort().broken(code))
                .containsExactly(folder.resolve("sources/dev/slipway/plan/Plan.java")
                        + " has 401 lines: split it, 400 is the end");
    }

    @Test
    void a_foreign_noun_is_caught_wherever_it_stands_in_the_name() {
        Code code = sketch.of(
                "package dev.slipway.engine; class RunManager { record StepResult(int a) {} }",
                "package dev.slipway.engine; class HTTPHandler {}");

        assertThat(new NounsAreTheHouses().broken(code))
                .containsExactly(
                        "dev.slipway.engine.HTTPHandler: 'Handler' is not a noun of this house; it says what it does",
                        "dev.slipway.engine.RunManager$StepResult: 'Result' is not a noun of this house; "
                                + "it says Outcome or Sighting",
                        "dev.slipway.engine.RunManager: 'Manager' is not a noun of this house; it says Conductor");
    }

    @Test
    void a_word_that_only_contains_a_foreign_noun_is_right() {
        Code code = sketch.of("package dev.slipway.engine; class Clock { class Blocked {} class Runbook {} }");

        assertThat(new NounsAreTheHouses().broken(code)).isEmpty();
    }

    @Test
    void an_optional_parameter_or_field_is_caught() {
        Code code = sketch.of("""
                package dev.slipway.plan;
                import java.util.Optional;
                class Plan {
                    public Optional<String> name;
                    public void call(Optional<String> name) {}
                    private void hand(Optional<String> name) {}
                }
                """);

        assertThat(new OptionalIsAnAnswer().broken(code))
                .containsExactly(
                        "dev.slipway.plan.Plan.call(java.util.Optional) takes an Optional",
                        "dev.slipway.plan.Plan.name is a field of type Optional");
    }

    @Test
    void an_optional_in_a_record_an_answer_or_a_lambda_is_right() {
        Code code = sketch.of("""
                package dev.slipway.plan;
                import java.util.Optional;
                record Plan(Optional<String> name) {
                    Optional<Integer> length() { return Optional.of(name).map(n -> n.orElse("").length()); }
                    Runnable later() { Optional<String> held = name; return () -> held.isPresent(); }
                }
                """);

        assertThat(new OptionalIsAnAnswer().broken(code)).isEmpty();
    }

    @Test
    void a_base_that_grows_is_caught() {
        Stream<String> types = IntStream.range(0, 16)
                .mapToObj(i -> "package dev.slipway.base; class Value" + i + " { class Inner {} }");
        Code code = sketch.of(types.toArray(String[]::new));

        assertThat(new BaseStaysSmall().broken(code)).containsExactly("base has 16 types: 15 have to do");
    }

    @Test
    void two_actions_in_one_file_are_caught() {
        Code code = sketch.of(
                "package dev.slipway.hands; public interface Action {}",
                "package dev.slipway.actions.check; class Http implements dev.slipway.hands.Action {"
                        + " static class Tcp implements dev.slipway.hands.Action {} record Parameters() {} }");

        assertThat(new OneActionAFile().broken(code))
                .containsExactly("dev.slipway.actions.check/Http.java declares 2 actions: Http, Tcp");
    }
}
