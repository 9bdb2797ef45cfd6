package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Fallback;
import dev.slipway.hands.Given;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Among;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.run.Sighting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code migrate.apply}: brings a schema to a revision, and shows that it is there. */
public final class MigrateApply implements Action<MigrateApply.Wanted> {

    private final Fallback<? extends Record> restore;

    /** @param restore what puts a backup in the place of a database */
    public MigrateApply(Fallback<? extends Record> restore) {
        this.restore = restore;
    }

    /** What the undo of the step does. */
    public enum Back {
        /** Takes it back where that loses nothing; else a person says so. */
        DOWN,
        /** Puts the backup that the run has made before in its place. */
        RESTORE,
        /** A person says so in any case. */
        ASK,
        /** The schema stays: the version before runs on it. */
        KEEP
    }

    public record Wanted(
            @Among Means means,

            @Doc("The revision at which it must be afterwards, else the newest")
            Optional<String> to,

            @Doc("The digest of the preview that was read: anything else is refused")
            Optional<String> previewed,

            @Doc(
                    "What the undo does: down takes it back where nothing is lost by that and asks elsewhere; restore puts 'backup' in its"
                            + " place and asks where something was written since; ask always asks; keep leaves the schema, for a"
                            + " version before that runs on it")
            @Standard("ask")
            Back undo,

            @Among Source source,

            @Doc(
                    "How long a statement of tool sql may wait for a table that others use, else 10s; flyway, and a tool that"
                            + " connects by libpq, are told too. Not for liquibase and prisma, which nobody can tell")
            Optional<Duration> lockTimeout) {
        public Wanted {
            source.check("undo", undo == Back.RESTORE, means);
            source.checkOwn();
            if (lockTimeout.filter(time -> time.toMillis() < 1).isPresent()) {
                throw new IllegalArgumentException("'lock-timeout' is at least 1ms");
            }
            if (lockTimeout.isPresent() && !means.tool().hearsOptions()) {
                throw new IllegalArgumentException("'lock-timeout' does not reach tool "
                        + means.tool().word()
                        + ", which reads no PGOPTIONS: give it to the role that migrates (alter role"
                        + " app set lock_timeout = '2s')");
            }
            if (previewed
                    .filter(text -> !text.contains("${") && !text.matches("[0-9a-f]{64}"))
                    .isPresent()) {
                throw new IllegalArgumentException(
                        "'previewed' is the output 'digest' of a migrate.preview: ${steps.ID.digest}");
            }
        }
    }

    @Override
    public String name() {
        return "migrate.apply";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a schema brought to a revision, and shown to be there";
    }

    @Override
    public String doc() {
        return "Runs the tool under a supervisor of its own, so that the end of Slipway does not cut it short, and asks the tool's"
                + " table afterwards: what is still pending fails the step, whatever the tool has said. Tool sql applies each"
                + " file as one transaction, or statement by statement where it begins with '-- slipway: no-transaction'.";
    }

    @Override
    public String example() {
        return "migrate.apply: {tool: alembic, command: docker compose run --rm -T app python, undo: down}";
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
    public Map<String, String> makers(Data.Mapping parameters) {
        return Source.makers(parameters);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("tool", "?") + " to " + shown.text("to", "the newest"));
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.of(
                switch (new Preview(parameters).text("undo", "ask")) {
                    case "down" -> "down to the revision from before; asks where that would lose data";
                    case "restore" -> "the run's own backup in its place; asks what may be lost";
                    case "keep" -> "the schema stays";
                    default -> "asks: down to the revision from before";
                });
    }

    @Override
    public Outcome perform(Wanted wanted, Site site) throws InterruptedException {
        return new Forward(wanted, rescue(wanted, site), site).perform();
    }

    @Override
    public Outcome undo(Wanted wanted, Site site) throws InterruptedException {
        return new Backward(wanted.means(), site).undo(wanted.undo(), rescue(wanted, site));
    }

    @Override
    public Sighting look(Wanted wanted, Site site) throws InterruptedException {
        return new Forward(wanted, rescue(wanted, site), site).look();
    }

    private Rescue rescue(Wanted wanted, Site site) {
        return new Rescue(restore, wanted.means(), wanted.source(), site);
    }
}
