package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.base.StepId;
import dev.slipway.runbook.Storage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The exact content that is shown, signed and run.
 *
 * @param steps everything that may happen on the way forward, in order: before, run, after
 * @param phases the same steps as people see them, under their headings
 * @param inputs every input that may be read, {@code Nothing} where nobody told it
 * @param uses of each input, whether somebody told it and whether anything mentions it
 * @param omitted what the inputs have already decided not to happen
 * @param digest over everything that decides what happens, see {@code PlanDigest}
 */
public record Plan(
        Title title,
        Map<String, Data> inputs,
        Map<String, Use> uses,
        List<PlannedStep> steps,
        List<Phase> phases,
        List<Omitted> omitted,
        OnFailure onFailure,
        Surroundings surroundings,
        Digest digest) {

    public Plan {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        uses = Collections.unmodifiableMap(new LinkedHashMap<>(uses));
        steps = List.copyOf(steps);
        phases = List.copyOf(phases);
        omitted = List.copyOf(omitted);
    }

    Plan with(Digest digest) {
        return new Plan(title, inputs, uses, steps, phases, omitted, onFailure, surroundings, digest);
    }

    /** {@code service} and {@code environment} name the lock ({@code service/environment}) when {@code locks}. */
    public record Title(
            String document, String text, String service, String environment, String procedure, boolean locks) {}

    /** A section of the first level that a procedure names (or its subsections when it holds little else). */
    public record Phase(String title, Stage stage, List<StepId> steps, int unperformed) {
        public Phase {
            steps = List.copyOf(steps);
        }
    }

    public enum Use {
        /** On the command line or when asked. */
        TOLD,
        /** By its default, and something in the plan mentions it. */
        MENTIONED,
        /** Nothing mentions it; shell steps get it all the same. */
        IDLE
    }

    public enum Stage {
        BEFORE,
        RUN,
        AFTER,
        RECOVERY
    }

    /** @param because the condition as written */
    public record Omitted(String title, String because, String at) {}

    public sealed interface OnFailure {
        record Undo() implements OnFailure {}

        record Pause() implements OnFailure {}

        record GoOn() implements OnFailure {}

        /**
         * Another procedure. {@code inputs} are its own, on top of the run's; texts are templates ({@link Templated}), resolved
         * when it begins and held to {@code rules}: {@code last} is then the failing run, see {@link History}.
         */
        record Perform(
                String procedure,
                Map<String, Data> inputs,
                List<InputRules> rules,
                List<PlannedStep> steps,
                List<Phase> phases)
                implements OnFailure {
            public Perform {
                inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
                rules = List.copyOf(rules);
                steps = List.copyOf(steps);
                phases = List.copyOf(phases);
            }
        }
    }

    /**
     * What a run finds around it.
     *
     * @param history {@code last} and {@code previous} as they were when the plan was made
     * @param roles who may sign as what
     * @param documents every file that was compiled, by name: the run keeps them
     * @param fronts the proxies that steps may move traffic on, by name
     * @param depots the stores of backups, by name
     * @param rooms the places other than here that steps run in, by name
     */
    public record Surroundings(
            List<NeededVariable> env,
            Optional<String> dotenv,
            Map<String, Data> history,
            Map<String, List<String>> roles,
            Map<String, Digest> documents,
            Map<String, Front> fronts,
            Map<String, Depot> depots,
            Map<String, Room> rooms) {
        public Surroundings(
                List<NeededVariable> env,
                Optional<String> dotenv,
                Map<String, Data> history,
                Map<String, List<String>> roles,
                Map<String, Digest> documents) {
            this(env, dotenv, history, roles, documents, Map.of(), Map.of(), Map.of());
        }

        public Surroundings {
            env = List.copyOf(env);
            history = Map.copyOf(history);
            roles = Map.copyOf(roles);
            documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
            fronts = Collections.unmodifiableMap(new LinkedHashMap<>(fronts));
            depots = Collections.unmodifiableMap(new LinkedHashMap<>(depots));
            rooms = Collections.unmodifiableMap(new LinkedHashMap<>(rooms));
        }
    }

    /**
     * A proxy in front of what is released.
     *
     * @param driver what kind of proxy it is: {@code embedded}, {@code haproxy}, {@code nginx}
     * @param settings as the author wrote them, by key; the driver's own key too
     */
    public record Front(String driver, Map<String, String> settings) {
        public Front {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }

        public Optional<String> setting(String key) {
            return Optional.ofNullable(settings.get(key));
        }
    }

    /**
     * A place other than here.
     *
     * @param kind {@code compose} or {@code container}
     * @param settings as the author wrote them, by key; the kind's own key too
     */
    public record Room(String kind, Map<String, String> settings) {
        public Room {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }

        public Optional<String> setting(String key) {
            return Optional.ofNullable(settings.get(key));
        }
    }

    /**
     * A store of backups.
     *
     * @param recipients public keys of age; empty where backups are not encrypted
     * @param keep counts by {@code last daily weekly monthly}; empty: nothing is ever deleted
     */
    public record Depot(Storage storage, List<String> recipients, Map<String, Integer> keep) {
        public Depot {
            recipients = List.copyOf(recipients);
            keep = Collections.unmodifiableMap(new TreeMap<>(keep));
        }
    }

    /** A declared variable: its name and rules, never its value. */
    public record NeededVariable(
            String name,
            String from,
            Optional<Boolean> secret,
            Optional<Integer> minLength,
            Optional<String> pattern,
            Optional<String> url,
            List<String> oneOf,
            Optional<String> standard,
            boolean optional,
            String at) {}
}
