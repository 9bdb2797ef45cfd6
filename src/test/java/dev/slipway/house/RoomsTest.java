package dev.slipway.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.house.House.Room;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules about which package may know which. */
class RoomsTest {

    @TempDir
    private Path folder;

    private Sketch sketch;

    @BeforeEach
    void draw() {
        sketch = new Sketch(folder);
    }

    @Test
    void a_package_under_a_room_belongs_to_that_room() {
        assertThat(House.roomOf("dev.slipway.runbook.tables")).contains(new Room("runbook", 2));
    }

    @Test
    void each_family_of_actions_is_a_room_of_its_own() {
        assertThat(House.roomOf("dev.slipway.actions.check.http")).contains(new Room("actions.check", 8));
        assertThat(House.roomOf("dev.slipway.actions")).isEmpty();
    }

    @Test
    void a_room_whose_name_only_begins_alike_is_another_one() {
        assertThat(House.roomOf("dev.slipway.planning")).isEmpty();
    }

    @Test
    void an_arrow_that_runs_back_up_is_caught() {
        Code code = sketch.of(
                "package dev.slipway.engine; public class Loop {}",
                "package dev.slipway.run; public class Law { Object who(Object o) { return o instanceof dev.slipway.engine.Loop; } }");

        assertThat(new ArrowsPointDown().broken(code))
                .containsExactly(
                        "dev.slipway.run.Law (floor 4) uses dev.slipway.engine.Loop (floor 9): arrows point down");
    }

    @Test
    void an_arrow_to_an_array_or_inside_a_generic_type_is_caught_too() {
        Code code = sketch.of(
                "package dev.slipway.plan; public class Plan {}",
                "package dev.slipway.base; public interface Names { java.util.List<dev.slipway.plan.Plan> all(); }",
                "package dev.slipway.runbook; public record Many(dev.slipway.plan.Plan[] all) {}");

        assertThat(new ArrowsPointDown().broken(code))
                .containsExactly(
                        "dev.slipway.base.Names (floor 1) uses dev.slipway.plan.Plan (floor 3): arrows point down",
                        "dev.slipway.runbook.Many (floor 2) uses dev.slipway.plan.Plan (floor 3): arrows point down");
    }

    @Test
    void siblings_that_meet_are_caught() {
        Code code = sketch.of(
                "package dev.slipway.actions.check; public class Http {}",
                "package dev.slipway.actions.wait; public class For extends dev.slipway.actions.check.Http {}");

        assertThat(new ArrowsPointDown().broken(code))
                .containsExactly(
                        "dev.slipway.actions.wait.For (floor 8) uses dev.slipway.actions.check.Http (floor 8): "
                                + "rooms of one floor do not know each other");
    }

    @Test
    void a_door_that_reaches_behind_a_port_is_caught() {
        Code code = sketch.of(
                "package dev.slipway.actions.judge; public class Past {}",
                "package dev.slipway.cli; public class Asks { dev.slipway.actions.judge.Past past; }",
                "package dev.slipway.main; public class All { dev.slipway.actions.judge.Past past; }");

        assertThat(new DoorsTouchNothing().broken(code))
                .containsExactly("dev.slipway.cli.Asks uses dev.slipway.actions.judge.Past:"
                        + " a door that can touch the world will; give it a port of hands");
    }

    @Test
    void an_arrow_down_is_right() {
        Code code = sketch.of(
                "package dev.slipway.base; public class Digest {}",
                "package dev.slipway.plan; public class Plan { dev.slipway.base.Digest digest; }");

        assertThat(new ArrowsPointDown().broken(code)).isEmpty();
    }

    @Test
    void a_package_without_a_floor_is_caught() {
        Code code = sketch.of("package dev.slipway.attic; public class Box {}");

        assertThat(new EveryPackageHasAFloor().broken(code))
                .containsExactly("dev.slipway.attic has no floor: give it one in House.FLOORS");
    }

    @Test
    void a_package_named_by_kind_is_caught() {
        Code code = sketch.of("package dev.slipway.plan.util; public class Box {}");

        assertThat(new EveryPackageHasAFloor().broken(code))
                .containsExactly("dev.slipway.plan.util is named by kind: name it by what it is about");
    }

    @Test
    void a_cycle_inside_a_room_is_caught() {
        Code code = sketch.of(
                "package dev.slipway.plan; public class Plan { dev.slipway.plan.tree.Branch first; }",
                "package dev.slipway.plan.tree; public class Branch { dev.slipway.plan.Plan whole; }");

        assertThat(new NoCycles().broken(code))
                .containsExactly(
                        "dev.slipway.plan needs itself, by way of dev.slipway.plan.tree",
                        "dev.slipway.plan.tree needs itself, by way of dev.slipway.plan");
    }

    @Test
    void a_library_outside_the_room_that_owns_it_is_caught() {
        Code code = sketch.of("package dev.slipway.engine; class Loop { tools.jackson.databind.JsonNode node; }");

        assertThat(new LibrariesHaveOwners().broken(code))
                .containsExactly("dev.slipway.engine.Loop uses tools.jackson.databind.JsonNode, "
                        + "which only actions.* and flags and operations may");
    }

    @Test
    void a_library_without_an_owner_is_caught() {
        Code code = sketch.of("package dev.slipway.engine; class Loop { org.assertj.core.api.Assert<?, ?> sure; }");

        assertThat(new LibrariesHaveOwners().broken(code))
                .containsExactly("dev.slipway.engine.Loop uses org.assertj.core.api.Assert, "
                        + "a library without an owner: give it one in House.OWNERS");
    }

    @Test
    void the_room_that_owns_a_library_may_use_it() {
        Code code = sketch.of("package dev.slipway.journal.jdbc; class Rows { java.sql.ResultSet rows; int[] at; }");

        assertThat(new LibrariesHaveOwners().broken(code)).isEmpty();
    }
}
