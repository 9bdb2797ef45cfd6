package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Among;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import dev.slipway.schema.Fit;
import dev.slipway.schema.Standing;
import dev.slipway.schema.Stay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code migrate.fit}: whether a version runs on the schema that is there, before it is started again. */
public final class MigrateFit implements Action<MigrateFit.Wanted> {
    private final Action<? extends Record> restore;

    /** @param restore what puts a backup in the place of a database */
    public MigrateFit(Action<? extends Record> restore) {
        this.restore = restore;
    }

    /** What happens when the version never ran on it. */
    public enum Otherwise {
        /** A person says whether it may. */
        ASK,
        /** The schema goes back to the revision on which it ran. */
        DOWN,
        /** A backup of then takes its place. */
        RESTORE
    }

    public record Wanted(
            @Among Means means,

            @Doc("The version that is to run, such as ${previous.release.inputs.version}")
            String release,

            @Doc("The input of a release that says which version it was of") @Standard("version")
            String input,

            @Doc("Revisions on which this version is known to run though it never did; 'any' for all of them")
            @Standard("")
            List<String> runsOn,

            @Doc(
                    "What happens when it never ran on the schema that is there: ask fails the step and says so, and trying it again"
                            + " is the answer; down takes the schema back to where it ran, and restore puts 'backup' in its"
                            + " place; both ask where something would be lost")
            @Standard("ask")
            Otherwise otherwise,

            @Among Source source) {
        public Wanted {
            runsOn = List.copyOf(runsOn);
            source.check("otherwise", otherwise == Otherwise.RESTORE, means);
            if (release.isBlank()) {
                throw new IllegalArgumentException("'release' is empty: the version that is to run");
            }
        }
    }

    @Override
    public String name() {
        return "migrate.fit";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "an older version runs on the schema that is there";
    }

    @Override
    public String doc() {
        return "Compares where the database stands with the revisions on which releases of this version have ended: what the"
                + " last migrate.apply, migrate.down or migrate.status of each has left in the record, for the last two"
                + " releases of each procedure that succeeded. Put it before the older version is started, and run it with the newer version's folder or image. What nobody knows"
                + " is asked. Give it no retries: a second try is the answer to what the first has said.";
    }

    @Override
    public String example() {
        return "migrate.fit: {tool: sql, url: $DATABASE_URL, in: releases/new, release: v1, otherwise: down}";
    }

    @Override
    public Parameters<Wanted> parameters() {
        return RecordParameters.of(Wanted.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return Given.names(parameters, "url", "identity");
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(
                shown.text("release", "?") + " on this schema, otherwise " + shown.text("otherwise", "ask"));
    }

    @Override
    public Outcome perform(Wanted wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Toolbox toolbox = Toolbox.of(wanted.means(), site);
            Standing standing = standing(wanted, toolbox);
            return switch (fit(wanted, site, standing)) {
                case Fit.Ran(Stay stay) ->
                    fits(wanted, standing, "has run on " + standing.revision() + " since " + stay.since());
                case Fit.Said _ -> fits(wanted, standing, "is said to run on " + standing.revision());
                case Fit.Never(Stay last) -> never(wanted, new Backward(wanted.means(), site), toolbox, standing, last);
                case Fit.Unheard _ ->
                    asked(wanted, toolbox, standing, "no release of " + wanted.release() + " is known");
            };
        });
    }

    private Standing standing(Wanted wanted, Toolbox toolbox) throws Refusal, InterruptedException {
        if (wanted.otherwise() == Otherwise.RESTORE) {
            rescue(wanted, toolbox.site()).reopen();
        }
        toolbox.tool().settle();
        return toolbox.sound();
    }

    private Rescue rescue(Wanted wanted, Site site) {
        return new Rescue(restore, wanted.means(), wanted.source(), site);
    }

    private static Fit fit(Wanted wanted, Site site, Standing standing) {
        List<Stay> stays = Stays.of(site.roots(), wanted.input(), wanted.means().schema());
        return Fit.of(wanted.release(), standing.revision(), stays, wanted.runsOn());
    }

    private static Outcome fits(Wanted wanted, Standing standing, String how) {
        return new Outcome.Succeeded(wanted.release() + " " + how, Map.of("revision", Data.of(standing.revision())));
    }

    private Outcome never(Wanted wanted, Backward backward, Toolbox toolbox, Standing standing, Stay last)
            throws Refusal, InterruptedException {
        Site site = toolbox.site();
        String why = wanted.release() + " never ran on " + standing.revision() + ": it ran on " + last.revision();
        return switch (wanted.otherwise()) {
            case ASK -> asked(wanted, toolbox, standing, why);
            case DOWN -> {
                if (!last.revision().equals(Standing.EMPTY) && !standing.has(last.revision())) {
                    throw new Refusal(why + ", which is not applied here: there is no way down to it");
                }
                site.say(why + "; the schema goes back there first");
                toolbox.memory().put(MigrateDown.BEGUN, Data.of(standing.revision()));
                yield backward.down(toolbox, standing, last.revision(), MigrateDown.Loss.ASK);
            }
            case RESTORE -> {
                site.say(why + "; a backup of then takes its place first");
                yield Backward.restored(toolbox, last.revision(), rescue(wanted, site));
            }
        };
    }

    /** The run stands still here until somebody has said that it may. */
    private static Outcome asked(Wanted wanted, Toolbox toolbox, Standing standing, String why) {
        if (toolbox.memory().answered(why)) {
            toolbox.site().note(why + "; it was started all the same");
            return new Outcome.Succeeded(
                    why + "; somebody has let it", Map.of("revision", Data.of(standing.revision())));
        }
        return new Outcome.Failed(why + ". Nothing has changed; if " + wanted.release() + " runs on "
                + standing.revision() + ", try this step again, else take the schema back first");
    }

    /** What it changes is a schema: after a crash that one says whether the version fits now. */
    @Override
    public Sighting look(Wanted wanted, Site site) throws InterruptedException {
        try {
            Toolbox toolbox = Toolbox.of(wanted.means(), site);
            Standing standing = standing(wanted, toolbox);
            Map<String, Data> outputs = new LinkedHashMap<>();
            outputs.put("revision", Data.of(standing.revision()));
            return switch (fit(wanted, site, standing)) {
                case Fit.Ran _, Fit.Said _ -> new Sighting.Applied(outputs);
                case Fit.Never _, Fit.Unheard _ ->
                    toolbox.memory().asking() || Backward.asking(toolbox.memory())
                            ? new Sighting.Unknown("it has put a question, and nobody has answered")
                            : new Sighting.Absent();
            };
        } catch (Refusal refusal) {
            return new Sighting.Unknown(refusal.why());
        }
    }
}
