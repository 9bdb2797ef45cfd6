package dev.slipway.engine;

import dev.slipway.base.StepId;
import dev.slipway.plan.PlannedStep;
import dev.slipway.run.Order.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * The world outside Slipway: which effects are there, and which attempts run under supervisors that outlive any crash of
 * Slipway. Notes every break of a promise at the moment at which it happens.
 */
final class SimWorld {

    enum Fate {
        RUNS,
        ENDED,
        GONE,
        NEVER
    }

    /** One attempt and what the seed has in store for it. */
    static final class Trial {
        final PlannedStep step;
        final Direction direction;
        final int attempt;
        Fate fate = Fate.RUNS;
        int status;
        Instant ends = Instant.EPOCH;
        boolean acts;
        boolean hangs;

        Trial(PlannedStep step, Direction direction, int attempt) {
            this.step = step;
            this.direction = direction;
            this.attempt = attempt;
        }
    }

    final Random random;
    final List<PlannedStep> order;
    final Map<StepId, Integer> effects = new LinkedHashMap<>();
    final List<String> broken = new ArrayList<>();
    private final Map<String, Trial> trials = new TreeMap<>();
    private int applied;
    Instant now = Instant.parse("2026-06-01T00:00:00Z");
    /** Once the seed has had its say, the world is kind: everything succeeds, and every run comes to its end. */
    boolean kind;

    SimWorld(Random random, List<PlannedStep> order) {
        this.random = random;
        this.order = order;
    }

    Optional<Trial> trial(StepId step, Direction direction, int attempt) {
        return Optional.ofNullable(trials.get(name(step, direction, attempt)));
    }

    private static String name(StepId step, Direction direction, int attempt) {
        return step + "." + direction + "." + attempt;
    }

    /** Empty when that name was claimed before: nothing is begun twice. */
    Optional<Trial> claim(PlannedStep step, Direction direction, int attempt) {
        if (trial(step.id(), direction, attempt).isPresent()) {
            return Optional.empty();
        }
        Trial trial = new Trial(step, direction, attempt);
        for (Trial other : trials.values()) {
            if (other.fate == Fate.RUNS) {
                broken.add("two hands: " + step.id() + " began while " + other.step.id() + " ran");
            }
        }
        int luck = kind ? 99 : random.nextInt(100);
        trial.status = luck < 20 ? 1 : 0;
        trial.acts = luck >= 10;
        trial.hangs = luck >= 20 && luck < 24;
        trial.ends = now.plus(Duration.ofMillis(1 + random.nextInt(20_000)));
        trials.put(name(step.id(), direction, attempt), trial);
        return Optional.of(trial);
    }

    void claimForNever(PlannedStep step, Direction direction, int attempt) {
        Trial trial = new Trial(step, direction, attempt);
        trial.fate = Fate.NEVER;
        trials.put(name(step.id(), direction, attempt), trial);
    }

    /** Everything that was to end by now ends. */
    void settle() {
        for (Trial trial : trials.values()) {
            if (trial.fate == Fate.RUNS && !trial.hangs && !trial.ends.isAfter(now)) {
                end(trial);
            }
        }
    }

    private void end(Trial trial) {
        trial.fate = Fate.ENDED;
        if (trial.acts) {
            act(trial);
        }
    }

    /** The supervisor and its step are killed at some instant: it may have acted, and leaves no status. */
    void kill(Trial trial) {
        if (trial.fate == Fate.RUNS) {
            if (trial.acts && random.nextBoolean()) {
                act(trial);
            }
            trial.fate = Fate.GONE;
        }
    }

    /** The seed has had its say. */
    void becomeKind() {
        kind = true;
        for (Trial trial : trials.values()) {
            if (trial.hangs) {
                trial.hangs = false;
                trial.ends = now;
            }
        }
    }

    void killAll() {
        trials.values().forEach(this::kill);
    }

    Optional<Instant> nextEnd() {
        return trials.values().stream()
                .filter(t -> t.fate == Fate.RUNS && !t.hangs)
                .map(t -> t.ends)
                .sorted()
                .findFirst();
    }

    boolean there(StepId step) {
        return effects.containsKey(step);
    }

    private void act(Trial trial) {
        StepId step = trial.step.id();
        if (trial.direction == Direction.FORWARD) {
            if (there(step) && !trial.step.policy().repeatable()) {
                broken.add("done twice: " + step);
            }
            effects.putIfAbsent(step, applied++);
        } else {
            effects.remove(step);
            if (trial.step.undo() instanceof PlannedStep.Undo.ByShell) {
                checkOrderOfUndo(step);
            }
        }
    }

    private void checkOrderOfUndo(StepId undone) {
        boolean passed = false;
        for (PlannedStep other : order) {
            if (other.id().equals(undone)) {
                passed = true;
            } else if (passed && there(other.id()) && other.undo() instanceof PlannedStep.Undo.ByShell) {
                broken.add("undone out of order: " + undone + " before " + other.id());
            }
        }
    }
}
