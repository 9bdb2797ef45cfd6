package dev.slipway.engine;

import dev.slipway.base.Operator;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.journal.memory.MemoryJournal;
import dev.slipway.main.ShippedActions;
import dev.slipway.plan.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The plans of the examples' procedures, as somebody would start them. */
final class Repertoire {
    private static final List<String> LINES = List.of(
            "hello release approve=true",
            "hello tidy-up",
            "thirty release",
            "planner release version=v1.2.0",
            "planner rollback version=v1.1.0 revision=8c1f2d3a restore_from=/b.sql database=downgrade",
            "planner service-down",
            "planner database-lost",
            "planner disk-full",
            "planner memory",
            "planner security-incident",
            "application release version=4.2.0",
            "application rollback stamp=7 backup=/b.dump schema=7",
            "application emergency",
            "ecommerce release version=v1.0.0 platform=compose migrate=true maintenance=true watch_minutes=0",
            "ecommerce release version=v1.0.0 platform=kubernetes migrate=false canary=true load_test=k6",
            "ecommerce rollback platform=compose maintenance=true migrated=true to=v0.9.9 from=v1.0.0 previous_migration=7",
            "ecommerce restore backup=/b.tar",
            "ecommerce wont-start",
            "ecommerce database-errors",
            "ecommerce high-memory",
            "ecommerce slow",
            "portal release way=migration",
            "portal release way=first-time",
            "portal release way=update",
            "portal rollback how=backup to=v2.3.0 backup=/b.sql",
            "portal rollback how=code to=v2.3.0 backup=/b.sql",
            "portal emergency-rollback to=v2.3.0 backup=/b.sql",
            "portal feature-off",
            "portal build-failures",
            "portal migration-failures",
            "portal startup-failures",
            "portal connection-issues",
            "openrisk release",
            "openrisk rollback previous_dir=/srv/blue backup=/b.sql",
            "openrisk health",
            "openrisk service-down",
            "openrisk weekly",
            "openrisk monthly",
            "openrisk quarterly",
            "openrisk log-retention",
            "openrisk data-protection",
            "openrisk clean-up");

    private static final Map<String, Plan> PLANS = new ConcurrentHashMap<>();

    private Repertoire() {}

    static Stream<String> all() {
        return LINES.stream();
    }

    /** The long ones, for what is tried at every write. */
    static Stream<String> releases() {
        return LINES.stream().filter(line -> line.contains(" release") || line.contains(" rollback"));
    }

    static Plan plan(String line) throws InterruptedException {
        Plan known = PLANS.get(line);
        if (known != null) {
            return known;
        }
        Plan plan = made(line);
        PLANS.put(line, plan);
        return plan;
    }

    private static Plan made(String line) throws InterruptedException {
        String[] words = line.split(" ");
        Map<String, String> told = ForReal.told(List.of(words).subList(2, words.length));
        Path document = Path.of("examples", words[0], "runbook.md");
        Optional<String> environment =
                List.of("hello", "thirty").contains(words[0]) ? Optional.empty() : Optional.of("production");
        Drafting drafting = new Drafting(
                new Chronicle(new MemoryJournal(InstantSource.system())),
                ShippedActions.ALL,
                new ScriptedPlace(new ScriptedWorld(), Map.of()),
                self());
        return switch (drafting.draft(new Draft.Wish(document, Optional.of(words[1]), environment, told))) {
            case Draft.Ready ready -> ready.plan();
            case Draft.Refused refused -> throw new AssertionError(line + ": " + refused.problems());
            case Draft.Wanting wanting -> throw new AssertionError(line + " wants " + wanting.inputs());
            case Draft.Unusable unusable -> throw new AssertionError(line + ": " + unusable.says());
        };
    }

    private static Surroundings self() {
        Path here = Path.of("").toAbsolutePath();
        Holder holder = new Holder("anna", "host", "boot", 1, Instant.EPOCH);
        return new Surroundings(new Operator("anna"), holder, here, here, Map.of(), InstantSource.system());
    }
}
