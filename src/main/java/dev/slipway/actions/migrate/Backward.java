package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.run.Outcome;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Revision;
import dev.slipway.schema.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way down. What would be lost is said before, and trying again is the answer. */
record Backward(Means means, Site site) {
    private static final String ASKED = "asked";
    private static final String GOING = "going";
    /** To which revision, from before a backup takes the place of the database until it is seen to be at it. */
    private static final String RESTORING = "restoring";

    private static final String WRONG = "wrong";

    /** Takes back what this step has applied. */
    Outcome undo(MigrateApply.Back back, Rescue rescue) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Toolbox toolbox = Toolbox.of(means, site);
            var before = toolbox.memory().text(Forward.BEFORE);
            if (before.isEmpty()) {
                return new Outcome.Succeeded("nothing had been migrated", Map.of());
            }
            if (back == MigrateApply.Back.RESTORE) {
                rescue.reopen();
            }
            toolbox.tool().settle();
            if (back == MigrateApply.Back.RESTORE) {
                verify(toolbox, rescue);
            }
            Standing standing = toolbox.tool().standing();
            if (unchanged(toolbox.memory(), standing, before.get())) {
                return new Outcome.Succeeded("the schema is at " + before.get() + " as before", Map.of());
            }
            return switch (back) {
                case KEEP -> new Outcome.Succeeded("the schema stays at " + standing.revision(), Map.of());
                case DOWN -> down(toolbox, standing, before.get(), MigrateDown.Loss.ASK);
                case RESTORE -> restored(toolbox, before.get(), rescue);
                case ASK -> asked(toolbox, standing, before.get());
            };
        });
    }

    /** What a tool applies again whenever it changes leaves the revision as it was: what was to be applied is pending, too. */
    private static boolean unchanged(Memory memory, Standing standing, String before) {
        List<String> pending = standing.pending().stream().map(Revision::id).toList();
        return standing.revision().equals(before)
                && standing.troubles().isEmpty()
                && pending.containsAll(Forward.meant(memory));
    }

    /** It asks by itself what may be lost. Where the backup stands, its tool can say only of a database that is live. */
    static Outcome restored(Toolbox toolbox, String to, Rescue rescue) throws Refusal, InterruptedException {
        Optional<String> wrong = toolbox.memory().text(WRONG);
        if (wrong.isPresent()) {
            throw new Refusal(wrong.get() + ", as was found before: nothing has changed, and another one is needed");
        }
        toolbox.memory().put(RESTORING, Data.of(to));
        Outcome outcome = rescue.perform();
        if (outcome instanceof Outcome.Succeeded) {
            accept(toolbox, to, rescue);
        }
        toolbox.memory().put(RESTORING, Data.nothing());
        return outcome;
    }

    /** The same for a backup that a try that was cut off has left in the place of the database. */
    static void verify(Toolbox toolbox, Rescue rescue) throws Refusal, InterruptedException {
        Optional<String> to = toolbox.memory().text(RESTORING).filter(each -> !each.isEmpty());
        if (to.isPresent() && rescue.swapped()) {
            accept(toolbox, to.get(), rescue);
        }
    }

    /** One that is of another revision does not stay. */
    private static void accept(Toolbox toolbox, String to, Rescue rescue) throws Refusal, InterruptedException {
        Optional<String> wrong = wrong(toolbox, to, rescue);
        if (wrong.isPresent()) {
            String back = wrong.get() + ": " + rescue.back();
            toolbox.site().note(back);
            throw new Refusal(back);
        }
    }

    private static Optional<String> wrong(Toolbox toolbox, String to, Rescue rescue) throws InterruptedException {
        try {
            Standing after = toolbox.sound();
            if (after.revision().equals(to)) {
                return Optional.empty();
            }
            String wrong = rescue.name() + " is at " + after.revision() + " and not at " + to;
            toolbox.memory().put(WRONG, Data.of(wrong));
            return Optional.of(wrong);
        } catch (Refusal refusal) {
            return Optional.of("at which revision " + rescue.name() + " is cannot be told (" + refusal.why() + ")");
        }
    }

    private Outcome asked(Toolbox toolbox, Standing standing, String to) throws Refusal, InterruptedException {
        List<Migration> all = planned(toolbox, standing, to);
        String question = Migration.digest(all).hex() + "ask";
        if (toolbox.memory().text(ASKED).filter(question::equals).isPresent()) {
            return takenBack(toolbox, standing, to);
        }
        toolbox.show(all);
        String losses = Losses.of(all, means.database(site)).said();
        toolbox.memory().put(ASKED, Data.of(question));
        return new Outcome.Failed(
                "the schema is at " + standing.revision() + ". Nothing has changed; to take it back to "
                        + to + (losses.isEmpty() ? ", which loses nothing" : " and lose " + losses)
                        + ", try this step again");
    }

    /** Down to a revision, where that is wanted or loses nothing. */
    Outcome down(Toolbox toolbox, Standing standing, String to, MigrateDown.Loss loss)
            throws Refusal, InterruptedException {
        List<Migration> all = planned(toolbox, standing, to);
        toolbox.show(all);
        String losses = Losses.of(all, means.database(site)).said();
        String question = Digest.of(Migration.digest(all).hex() + losses).hex();
        boolean answered = toolbox.memory().text(ASKED).filter(question::equals).isPresent();
        if (!losses.isEmpty() && loss == MigrateDown.Loss.ASK && !answered) {
            toolbox.memory().put(ASKED, Data.of(question));
            return new Outcome.Failed("back from " + standing.revision() + " to " + to + " would lose " + losses
                    + ". Nothing has changed; to lose it, try this step again");
        }
        if (!losses.isEmpty()) {
            site.note("Lost by going back to " + to + ": " + losses);
        }
        return takenBack(toolbox, standing, to);
    }

    /** Whether a person is to answer first: after a crash nobody can know whether the question was heard. */
    static boolean asking(Memory memory) {
        return memory.get(ASKED).isPresent() && memory.get(GOING).isEmpty();
    }

    private static List<Migration> planned(Toolbox toolbox, Standing standing, String to)
            throws Refusal, InterruptedException {
        if (!standing.troubles().isEmpty()) {
            throw new Refusal(Toolbox.said(standing.troubles()));
        }
        return toolbox.tool().down(standing, to);
    }

    private static Outcome takenBack(Toolbox toolbox, Standing before, String to) throws Refusal, InterruptedException {
        int wanted = toolbox.tool().after(before, to).size();
        toolbox.memory().put(GOING, Data.of(to));
        toolbox.tool().takeBack(before, to);
        Standing after = toolbox.tool().standing();
        List<Revision> left = toolbox.tool().after(after, to);
        if (!left.isEmpty() || !after.troubles().isEmpty()) {
            throw new Refusal(
                    after.troubles().isEmpty()
                            ? "the tool ended well, and " + left.getFirst().id() + " is still applied"
                            : Toolbox.said(after.troubles()));
        }
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("revision", Data.of(after.revision()));
        outputs.put("before", Data.of(before.revision()));
        outputs.put("schema", Data.of(toolbox.means().schema()));
        return new Outcome.Succeeded(
                Toolbox.counted(wanted, "revision") + " taken back, at " + after.revision(), outputs);
    }
}
