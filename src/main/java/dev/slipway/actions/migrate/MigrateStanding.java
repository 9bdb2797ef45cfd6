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
import dev.slipway.schema.Revision;
import dev.slipway.schema.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code migrate.status}: at which revision a database is, what is pending, and whether anything is wrong with that. */
public final class MigrateStanding implements Action<MigrateStanding.Wanted> {

    public enum Pending {
        ALLOWED,
        REFUSED
    }

    public record Wanted(
            @Among Means means,

            @Doc("The revision at which it must be; 'empty' where nothing may be applied")
            Optional<String> at,

            @Doc("Whether something may be pending") @Standard("allowed")
            Pending pending) {}

    @Override
    public String name() {
        return "migrate.status";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "at which revision a database is, and what is pending";
    }

    @Override
    public String doc() {
        return "Asks the tool's own table or programming interface. Fails when something is wrong: several heads, a revision that"
                + " was changed after it was applied, one that this version does not know, one that has stopped half-way.";
    }

    @Override
    public String example() {
        return "migrate.status: {tool: sql, url: $DATABASE_URL, folder: migrations, pending: refused}";
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
        String at = shown.phrase(" at ", "at");
        String rest = shown.text("pending", "allowed").equals("refused") ? ", nothing pending" : "";
        return Preview.line(shown.text("tool", "?") + at + rest);
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Wanted wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Standing standing = Toolbox.of(wanted.means(), site).sound();
            standing.pending().forEach(each -> site.say("pending: " + each));
            if (wanted.at().isPresent()
                    && !standing.revision().equals(wanted.at().get())) {
                return new Outcome.Failed("the database is at " + standing.revision() + " and not at "
                        + wanted.at().get());
            }
            String pending = standing.pending().isEmpty() ? "nothing is pending" : pending(standing);
            if (wanted.pending() == Pending.REFUSED && !standing.pending().isEmpty()) {
                return new Outcome.Failed("the database is at " + standing.revision() + ": " + pending);
            }
            Map<String, Data> outputs = new LinkedHashMap<>();
            outputs.put("revision", Data.of(standing.revision()));
            outputs.put("schema", Data.of(wanted.means().schema()));
            outputs.put("applied", Data.of(standing.applied().size()));
            outputs.put("pending", Data.of(standing.pending().size()));
            return new Outcome.Succeeded("at " + standing.revision() + ", " + pending, outputs);
        });
    }

    private static String pending(Standing standing) {
        List<String> names = standing.pending().stream().map(Revision::id).toList();
        return names.size() + " pending: " + Toolbox.named(names);
    }
}
