package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import dev.slipway.schema.Goal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Revision;
import dev.slipway.schema.Standing;
import dev.slipway.schema.Trouble;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The way up of one step. What it has written down survives a crash: from where it came, and what it was allowed to do. */
record Forward(MigrateApply.Wanted wanted, Rescue rescue, Site site) {
    static final String BEFORE = "before";
    private static final String MEANT = "meant";
    private static final String ALLOWED = "allowed";
    private static final String DIGEST = "digest";

    Outcome perform() throws InterruptedException {
        return Refusal.orFailed(() -> {
            Toolbox toolbox = Toolbox.of(wanted.means(), site, wanted.lockTimeout());
            toolbox.tool().settle();
            Standing standing = toolbox.sound();
            Toolbox.known(standing, wanted.to());
            List<Migration> all = toolbox.tool().up(standing, new Goal(wanted.to()));
            allow(toolbox.memory(), all);
            if (wanted.undo() == MigrateApply.Back.RESTORE) {
                rescue.check();
            }
            remember(toolbox.memory(), standing);
            if (all.isEmpty()) {
                return done(toolbox, standing, standing);
            }
            toolbox.show(all);
            Standing after = applied(toolbox, standing);
            return verified(toolbox, standing, after);
        });
    }

    /** From where the first try came, and what any of them was to apply. */
    private void remember(Memory memory, Standing standing) {
        if (memory.get(BEFORE).isEmpty()) {
            memory.put(BEFORE, Data.of(standing.revision()));
        }
        Set<String> meant = new LinkedHashSet<>(meant(memory));
        standing.pendingTo(new Goal(wanted.to())).forEach(each -> meant.add(each.id()));
        memory.put(MEANT, new Data.Listing(meant.stream().map(Data::of).toList()));
    }

    /** The revisions that this step was to apply. */
    static List<String> meant(Memory memory) {
        return memory.get(MEANT).map(Forward::texts).orElse(List.of());
    }

    private static List<String> texts(Data listing) {
        return ((Data.Listing) listing).items().stream().map(Data::plain).toList();
    }

    /**
     * The first try shows that this is what was previewed. A later one may find some of it done, and does the rest: each piece
     * must be one of then.
     */
    private void allow(Memory memory, List<Migration> all) throws Refusal {
        List<String> pieces = all.stream().map(each -> each.digest().hex()).toList();
        Optional<Data> before = memory.get(ALLOWED);
        if (before.isPresent()) {
            List<String> allowed = texts(before.get());
            if (wanted.previewed().isPresent() && !allowed.containsAll(pieces)) {
                throw new Refusal("what is pending now is not what was previewed: preview it again, and read it");
            }
            return;
        }
        Digest digest = Migration.digest(all);
        if (wanted.previewed().filter(read -> !read.equals(digest.hex())).isPresent()) {
            throw new Refusal("what is pending (digest " + digest.brief() + ") is not what was previewed ("
                    + wanted.previewed().get().substring(0, 6) + "): preview it again, and read it");
        }
        memory.put(DIGEST, Data.of(digest.hex()));
        memory.put(ALLOWED, new Data.Listing(pieces.stream().map(Data::of).toList()));
    }

    /** Where it stands once the tool has ended well; where it stands when it has not is part of what is said. */
    private Standing applied(Toolbox toolbox, Standing before) throws Refusal, InterruptedException {
        try {
            toolbox.tool().apply(before, new Goal(wanted.to()));
            return toolbox.tool().standing();
        } catch (Refusal refusal) {
            throw new Refusal(refusal.why() + where(toolbox, before), refusal);
        }
    }

    private static String where(Toolbox toolbox, Standing before) throws InterruptedException {
        try {
            Standing after = toolbox.tool().standing();
            long did = done(before, after);
            String stands = did == 0 && after.revision().equals(before.revision())
                    ? "; the database is at " + after.revision() + " as before"
                    : "; " + did + " of " + before.pending().size() + " were applied, the database is at "
                            + after.revision();
            Optional<Revision> next = after.pending().stream().findFirst();
            return next.filter(each -> each.way() == Revision.Way.IN_PARTS)
                    .map(each -> stands + ", and " + each.id()
                            + " is no transaction: it may have stopped half-way; look at what it left")
                    .orElse(stands);
        } catch (Refusal refusal) {
            return "; where the database stands cannot be told: " + refusal.why();
        }
    }

    /** What is not pending any more, and has not stopped half-way. */
    private static long done(Standing before, Standing after) {
        Set<String> open = new HashSet<>();
        after.pending().forEach(each -> open.add(each.id()));
        after.troubles().forEach(each -> {
            if (each instanceof Trouble.HalfWay half) {
                open.add(half.revision());
            }
        });
        return before.pending().stream()
                .filter(each -> !open.contains(each.id()))
                .count();
    }

    private Outcome verified(Toolbox toolbox, Standing before, Standing after) throws Refusal {
        if (!after.troubles().isEmpty()) {
            throw new Refusal(Toolbox.said(after.troubles()));
        }
        List<Revision> left = after.pendingTo(new Goal(wanted.to()));
        if (!left.isEmpty()) {
            throw new Refusal("the tool ended well, and " + left.getFirst().id()
                    + " is still pending: the database is at " + after.revision());
        }
        if (wanted.to().isPresent() && !after.has(wanted.to().get())) {
            throw new Refusal("the database is at " + after.revision() + " and not at "
                    + wanted.to().get());
        }
        return done(toolbox, before, after);
    }

    private Outcome done(Toolbox toolbox, Standing before, Standing after) {
        Map<String, Data> outputs = outputs(toolbox, after);
        int did = before.pending().size() - after.pending().size();
        String summary = did == 0
                ? "nothing was pending at " + after.revision()
                : Toolbox.counted(did, "revision") + ", at " + after.revision();
        return new Outcome.Succeeded(summary, outputs);
    }

    private Map<String, Data> outputs(Toolbox toolbox, Standing after) {
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("revision", Data.of(after.revision()));
        outputs.put("before", Data.of(toolbox.memory().text(BEFORE).orElse(after.revision())));
        outputs.put("schema", Data.of(wanted.means().schema()));
        outputs.put("digest", Data.of(toolbox.memory().text(DIGEST).orElse("")));
        return outputs;
    }

    /** After a crash: the tool may still run, and is waited for; then its table says. */
    Sighting look() throws InterruptedException {
        try {
            Toolbox toolbox = Toolbox.of(wanted.means(), site, wanted.lockTimeout());
            if (toolbox.memory().get(BEFORE).isEmpty()) {
                return new Sighting.Absent();
            }
            toolbox.tool().settle();
            Standing standing = toolbox.tool().standing();
            List<Trouble> troubles = new ArrayList<>(standing.troubles());
            if (!troubles.isEmpty()) {
                return new Sighting.Unknown(Toolbox.said(troubles));
            }
            List<Revision> left = standing.pendingTo(new Goal(wanted.to()));
            if (left.isEmpty()) {
                return new Sighting.Applied(outputs(toolbox, standing));
            }
            return left.getFirst().way() == Revision.Way.AT_ONCE
                    ? new Sighting.Absent()
                    : new Sighting.Unknown(left.getFirst().id()
                            + " is pending and is no transaction: it may have stopped half-way; look at what it left");
        } catch (Refusal refusal) {
            return new Sighting.Unknown(refusal.why());
        }
    }
}
