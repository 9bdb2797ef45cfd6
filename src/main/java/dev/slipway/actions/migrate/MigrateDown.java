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
import dev.slipway.schema.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code migrate.down}: takes a schema back to a revision, with the code that knows how. */
public final class MigrateDown implements Action<MigrateDown.Wanted> {
    static final String BEGUN = "back";

    public enum Loss {
        ASK,
        ACCEPT
    }

    public record Wanted(
            @Among Means means,

            @Doc("The revision to which it is taken back; 'empty' takes all back")
            String to,

            @Doc(
                    "What happens when something would be lost: ask fails the step and says what, and trying it again is the answer;"
                            + " accept goes on")
            @Standard("ask")
            Loss loss) {
        public Wanted {
            if (to.isBlank()) {
                throw new IllegalArgumentException("'to' is empty: a revision, or the word empty");
            }
        }
    }

    @Override
    public String name() {
        return "migrate.down";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a schema taken back to a revision";
    }

    @Override
    public String doc() {
        return "Runs what the tool has for the way back, from the folder or image that owns it: the newer version's. Says before"
                + " what would be lost, by the rows that are there. flyway and prisma have no way back. Give it no retries: a"
                + " second try is the answer to what the first has said.";
    }

    @Override
    public String example() {
        return "migrate.down: {tool: sql, url: $DATABASE_URL, in: releases/current, to: '${steps.migrate.before}'}";
    }

    @Override
    public Parameters<Wanted> parameters() {
        return RecordParameters.of(Wanted.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return Given.names(parameters, "url");
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("tool", "?") + " back to " + shown.text("to", "?"));
    }

    @Override
    public Outcome perform(Wanted wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Toolbox toolbox = Toolbox.of(wanted.means(), site);
            toolbox.tool().settle();
            Standing standing = toolbox.sound();
            Toolbox.known(standing, Optional.of(wanted.to()));
            for (String each : wanted.to().split("\\+", -1)) {
                if (!each.equals(Standing.EMPTY) && !standing.has(each)) {
                    return new Outcome.Failed(each + " is not applied: the database is at " + standing.revision());
                }
            }
            if (toolbox.tool().after(standing, wanted.to()).isEmpty()) {
                return new Outcome.Succeeded(
                        "nothing was applied after " + wanted.to(), outputs(wanted, standing, standing.revision()));
            }
            toolbox.memory().put(BEGUN, Data.of(standing.revision()));
            return new Backward(wanted.means(), site).down(toolbox, standing, wanted.to(), wanted.loss());
        });
    }

    private static Map<String, Data> outputs(Wanted wanted, Standing standing, String before) {
        return Map.of(
                "revision", Data.of(standing.revision()),
                "before", Data.of(before),
                "schema", Data.of(wanted.means().schema()));
    }

    @Override
    public Sighting look(Wanted wanted, Site site) throws InterruptedException {
        try {
            Toolbox toolbox = Toolbox.of(wanted.means(), site);
            Optional<String> before = toolbox.memory().text(BEGUN);
            if (before.isEmpty()) {
                return new Sighting.Absent();
            }
            toolbox.tool().settle();
            Standing standing = toolbox.sound();
            if (Backward.asking(toolbox.memory())) {
                return new Sighting.Unknown("it would lose something, and nobody has answered whether it may");
            }
            return toolbox.tool().after(standing, wanted.to()).isEmpty()
                    ? new Sighting.Applied(outputs(wanted, standing, before.get()))
                    : new Sighting.Absent();
        } catch (Refusal refusal) {
            return new Sighting.Unknown(refusal.why());
        }
    }
}
