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
import dev.slipway.schema.Goal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Standing;
import dev.slipway.schema.risk.Danger;
import dev.slipway.schema.risk.Danger.Kind;
import dev.slipway.schema.risk.Danger.Severity;
import dev.slipway.schema.risk.Dangers;
import dev.slipway.schema.sql.Script;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code migrate.risk}: what the pending SQL would do to people who use the database meanwhile. */
public final class MigrateRisk implements Action<MigrateRisk.Wanted> {

    public enum FailOn {
        ERROR,
        WARNING,
        NEVER
    }

    public record Wanted(
            @Among Means means,

            @Doc("The revision to which it would be migrated, else the newest")
            Optional<String> to,

            @Doc("What fails the step") @Standard("error") FailOn failOn,

            @Doc("What is known and may be: rewrite, scan, index, rows, wait, drop, rename, type, unknown")
            @Standard("")
            List<Kind> allow,

            @Doc("For how long writes are counted") @Standard("2s")
            Duration watch) {
        public Wanted {
            allow = List.copyOf(allow);
            if (means.url().isEmpty()) {
                throw new IllegalArgumentException(
                        "'url' is missing: the risk is read off the live database, whose address a variable has");
            }
            if (watch.isNegative() || watch.compareTo(Duration.ofMinutes(10)) > 0) {
                throw new IllegalArgumentException("'watch' is at most 10m");
            }
        }
    }

    @Override
    public String name() {
        return "migrate.risk";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "what the pending SQL would do to people who use the database";
    }

    @Override
    public String doc() {
        return "For PostgreSQL. Reads each pending statement beside the live catalogue: what it locks, whether it writes or reads the"
                + " whole table meanwhile, about how long by the size of the table, and what the version that runs now would"
                + " miss. What it does not know it calls not understood. Nothing is run. It knows PostgreSQL 12 to 17 by the"
                + " manual; it was checked against the locks that 15 really takes.";
    }

    @Override
    public String example() {
        return "migrate.risk: {tool: sql, url: $DATABASE_URL, fail-on: warning, allow: [wait, drop]}";
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
        return Preview.line(shown.text("tool", "?") + ": what is pending, beside the live tables");
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
            Dangers dangers =
                    new Dangers(CatalogueQuery.of(wanted.means().database(site).orElseThrow(), wanted.watch()));
            int blind = 0;
            for (Migration each : all) {
                switch (each.text()) {
                    case Migration.Text.Sql(String sql) ->
                        dangers.read(each.revision().id(), Script.of(sql));
                    case Migration.Text.Partly(String sql, String rest) -> {
                        dangers.read(each.revision().id(), Script.of(sql));
                        site.say(each.revision().id() + ": " + rest + " is no SQL: read it yourself");
                        blind++;
                    }
                    case Migration.Text.Source _ -> {
                        site.say(each.revision().id() + ": the tool shows no SQL: read it yourself");
                        blind++;
                    }
                }
            }
            return outcome(wanted, dangers, new Read(all, blind), site);
        });
    }

    /** @param blind how many of them are not all SQL */
    private record Read(List<Migration> all, int blind) {}

    private static Outcome outcome(Wanted wanted, Dangers dangers, Read read, Site site) {
        dangers.found().forEach(each -> {
            site.say(each.toString());
            site.note(each.toString());
        });
        List<Danger> counted = dangers.found().stream()
                .filter(each -> !wanted.allow().contains(each.kind()))
                .toList();
        long errors = counted(counted, Severity.ERROR);
        long warnings = counted(counted, Severity.WARNING) + (wanted.allow().contains(Kind.UNKNOWN) ? 0 : read.blind());
        Optional<Severity> worst = switch (wanted.failOn()) {
            case ERROR -> Optional.of(Severity.ERROR);
            case WARNING -> Optional.of(Severity.WARNING);
            case NEVER -> Optional.empty();
        };
        boolean fails =
                (worst.isPresent() && errors > 0) || (worst.equals(Optional.of(Severity.WARNING)) && warnings > 0);
        String figures = Toolbox.counted((int) errors, "error") + ", " + Toolbox.counted((int) warnings, "warning")
                + " in " + Toolbox.counted(read.all().size(), "pending revision");
        if (fails) {
            String first = counted.stream()
                    .filter(each -> each.severity() == (errors > 0 ? Severity.ERROR : Severity.WARNING))
                    .findFirst()
                    .map(Danger::toString)
                    .orElse("warning unknown: what is no SQL cannot be told");
            return new Outcome.Failed(figures + "; " + first);
        }
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("errors", Data.of(errors));
        outputs.put("warnings", Data.of(warnings));
        outputs.put("lock_timeout", Data.of(dangers.lockTimeout()));
        outputs.put("digest", Data.of(Migration.digest(read.all()).hex()));
        return new Outcome.Succeeded(figures + "; lock timeout " + dangers.lockTimeout(), outputs);
    }

    private static long counted(List<Danger> all, Severity severity) {
        return all.stream().filter(each -> each.severity() == severity).count();
    }
}
