package dev.slipway.kills;

import dev.slipway.base.RunId;
import dev.slipway.engine.Desk;
import dev.slipway.engine.ForReal;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.hands.Journal.Verification;
import dev.slipway.kills.Victim.Reach;
import dev.slipway.operations.Standing;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of {@code examples/thirty} from the command line, killed again and again until it is over. Doubt is settled as a
 * person would: by looking at what is there.
 */
final class Hunt {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration WHOLE_RUN = Duration.ofMinutes(5);
    private static final int STARTS = 500;
    static final String BRISK = "0.01";
    private static final String SLOW = "0.4";
    private static final List<Reach> REACHES = List.of(
            Reach.SLIPWAY_ALONE,
            Reach.SLIPWAY_ALONE,
            Reach.SLIPWAY_AND_ITS_STEPS,
            Reach.SLIPWAY_AND_ITS_STEPS,
            Reach.STEPS_ALONE);

    /** What the run is to do. */
    enum Course {
        SUCCEEDS,
        IS_TAKEN_BACK
    }

    private final Path folder;
    private final Path effects;
    private final Random random;
    private final Tally tally;
    private final Course course;
    private final String pause;
    private final int most;
    private int kills;

    /** Now and then steps take longer than Slipway needs to come back, so that it finds them still under way. */
    static String pause(Random random) {
        return random.nextInt(12) == 0 ? SLOW : BRISK;
    }

    /**
     * @param most so many kills, after which the run is left in peace
     * @param pause how long each step sleeps, twice
     */
    record Leash(int most, String pause) {}

    Hunt(Path folder, Random random, Tally tally, Leash leash) throws IOException {
        this.folder = folder.toRealPath();
        this.effects = this.folder.resolve("effects.txt");
        this.random = random;
        this.tally = tally;
        this.most = leash.most();
        this.course = random.nextInt(3) == 0 ? Course.IS_TAKEN_BACK : Course.SUCCEEDS;
        this.pause = leash.pause();
        String runbook = Files.readString(Path.of("examples/thirty/runbook.md"));
        Files.writeString(this.folder.resolve("runbook.md"), random.nextBoolean() ? runbook : ofPrograms(runbook));
    }

    /** Each text a program of its own: such steps change nothing in their shell, which is forked by their supervisor then. */
    private String ofPrograms(String runbook) throws IOException {
        tally.count("runs whose steps only call programs");
        Matcher text = Pattern.compile("(?ms)^```bash\n(# [^\n]*\n)?(.*?)^```$").matcher(runbook);
        StringBuilder all = new StringBuilder();
        for (int number = 1; text.find(); number++) {
            Path program = folder.resolve("program-" + number);
            Files.writeString(program, "#!/bin/bash\nset -euo pipefail\n" + text.group(2));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            String title = Optional.ofNullable(text.group(1)).orElse("");
            text.appendReplacement(
                    all, Matcher.quoteReplacement("```bash\n" + title + "./" + program.getFileName() + "\n```"));
        }
        return text.appendTail(all).toString();
    }

    /** Gives what was broken; nothing broken is an empty list. */
    List<String> play() throws IOException, InterruptedException {
        try (ForReal inside =
                new ForReal(folder, folder.resolve(".slipway"), Map.of(), System.getProperty("user.name"))) {
            for (int starts = 0; starts < STARTS; starts++) {
                Optional<Desk.Shown> shown = shown(inside.desk());
                if (shown.isPresent() && shown.get().run().ended().isPresent()) {
                    return verdict(inside.desk(), shown.get());
                }
                Victim victim = Victim.start(folder, words(shown));
                OptionalInt exit = kills < most ? hunt(victim, inside) : victim.await(WHOLE_RUN);
                if (exit.isPresent() && !List.of(0, 1, 3, 4).contains(exit.getAsInt())) {
                    return List.of("exit status " + exit.getAsInt() + ": " + victim.said());
                }
            }
            return List.of("never came to an end");
        }
    }

    int kills() {
        return kills;
    }

    private static Optional<Desk.Shown> shown(Desk desk) {
        return desk.runs(1).stream().findFirst().map(RunRow::id).map(desk::show);
    }

    private List<String> words(Optional<Desk.Shown> shown) throws IOException {
        if (shown.isEmpty()) {
            String fail = Boolean.toString(course == Course.IS_TAKEN_BACK);
            return List.of(
                    "run",
                    "runbook.md",
                    "release",
                    "-i",
                    "effects=" + effects,
                    "-i",
                    "pause=" + pause,
                    "-i",
                    "fail=" + fail);
        }
        Run run = shown.get().run();
        return Standing.of(run) instanceof Standing.Stuck stuck
                ? word(run.id(), stuck)
                : List.of("resume", run.id().value());
    }

    private List<String> word(RunId run, Standing.Stuck stuck) throws IOException {
        String step = stuck.step().id().value();
        boolean there = effects().contains(step);
        boolean back = stuck.progress() instanceof Progress.UndoBroken;
        tally.count(back ? "doubts about an undo, put to a person" : "doubts about a step, put to a person");
        return there == back
                ? List.of("retry", run.value(), step)
                : List.of(
                        "skip", run.value(), step, "--because", there ? "it is in the file" : "it is not in the file");
    }

    private List<String> effects() throws IOException {
        return Files.exists(effects) ? Files.readAllLines(effects) : List.of();
    }

    /** Most kills come while the run moves; some while the process comes up, when nothing has happened yet. */
    private OptionalInt hunt(Victim victim, ForReal inside) throws IOException, InterruptedException {
        int wait = random.nextInt(pause.equals(SLOW) ? 4000 : 900);
        if (random.nextInt(8) != 0) {
            long before = inside.changes();
            long until = System.nanoTime() + START.toNanos();
            while (inside.changes() == before && System.nanoTime() < until) {
                OptionalInt exit = victim.await(Duration.ofMillis(3));
                if (exit.isPresent()) {
                    return exit;
                }
            }
        }
        OptionalInt exit = victim.await(Duration.ofMillis(wait));
        if (exit.isPresent()) {
            return exit;
        }
        Reach reach = REACHES.get(random.nextInt(REACHES.size()));
        victim.kill(reach);
        kills++;
        tally.count("kills");
        tally.count(reach.words());
        return reach == Reach.STEPS_ALONE ? victim.await(WHOLE_RUN) : OptionalInt.empty();
    }

    private List<String> verdict(Desk desk, Desk.Shown shown) throws IOException {
        tally.count("runs");
        List<String> broken = new ArrayList<>();
        if (desk.verify(shown.run().id()) instanceof Verification.Broken b) {
            broken.add("the record is broken at " + b.seq() + ": " + b.how());
        }
        broken.addAll(Completeness.mistakes(shown, tally));
        Path undone = folder.resolve("effects.txt.undone");
        List<String> takenBack = Files.exists(undone) ? Files.readAllLines(undone) : List.of();
        compare("effects", Thirty.effects(course), effects(), broken);
        compare("taken back", Thirty.takenBack(course), takenBack, broken);
        compare(
                "ending",
                List.of(Thirty.ending(course)),
                List.of(shown.run().ended().orElseThrow().ending()),
                broken);
        return broken;
    }

    private static void compare(String what, List<?> wanted, List<?> found, List<String> broken) {
        if (!wanted.equals(found)) {
            broken.add(what + ": expected " + wanted + ", found " + found);
        }
    }
}
