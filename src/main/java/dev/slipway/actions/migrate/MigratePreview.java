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
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.schema.Goal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code migrate.preview}: the SQL that would be sent, shown and kept, with nothing touched. */
public final class MigratePreview implements Action<MigratePreview.Wanted> {

    public record Wanted(
            @Among Means means,

            @Doc("The revision to which it would be migrated, else the newest")
            Optional<String> to) {}

    @Override
    public String name() {
        return "migrate.preview";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "what would be migrated, as SQL, with nothing touched";
    }

    @Override
    public String doc() {
        return "Shows the SQL in the step's output, which the record keeps. Its digest is an output: migrate.apply with 'previewed'"
                + " refuses anything else. rails shows no SQL, and custom without 'preview' neither: there the digest is"
                + " of the source, or of the names.";
    }

    @Override
    public String example() {
        return "migrate.preview: {tool: django, in: 'releases/${inputs.version}', command: .venv/bin/python manage.py}";
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
        return Preview.line(shown.text("tool", "?") + ": the SQL up to " + shown.text("to", "the newest"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Wanted wanted, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Toolbox toolbox = Toolbox.of(wanted.means(), site);
            Standing standing = toolbox.sound();
            Toolbox.known(standing, wanted.to());
            List<Migration> all = toolbox.tool().up(standing, new Goal(wanted.to()));
            toolbox.show(all);
            String digest = Migration.digest(all).hex();
            Map<String, Data> outputs = new LinkedHashMap<>();
            outputs.put("digest", Data.of(digest));
            outputs.put("revision", Data.of(standing.revision()));
            outputs.put("pending", Data.of(all.size()));
            if (all.isEmpty()) {
                return new Outcome.Succeeded("nothing is pending at " + standing.revision(), outputs);
            }
            String names =
                    Toolbox.named(all.stream().map(each -> each.revision().id()).toList());
            site.note("Would be migrated from " + standing.revision() + ": " + names + " (digest " + digest + ")");
            return new Outcome.Succeeded(names + ", digest " + digest.substring(0, 6), outputs);
        });
    }
}
