package dev.slipway.flyway;

import dev.slipway.base.Data;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/** The migrations of a folder beside what a database has of them. */
record History(FluentConfiguration configuration) {
    private static final Pattern APART = Pattern.compile("(?i)\\s*executeInTransaction\\s*=\\s*false\\s*");

    /** @param options as libpq's PGOPTIONS */
    record Connection(String url, String user, String password, String options) {}

    static History of(Path folder, Connection connection) {
        Callbacks.refuse(folder);
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(connection.url(), connection.user(), connection.password())
                .locations("filesystem:" + folder)
                .failOnMissingLocations(true)
                // Its lock would wait for itself where an index is built concurrently.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
        if (!connection.options().isEmpty()) {
            configuration.jdbcProperties(Map.of("options", connection.options()));
        }
        return new History(configuration);
    }

    Data.Mapping standing() {
        List<Data> applied = new ArrayList<>();
        List<Data> unknown = new ArrayList<>();
        List<Data> drift = new ArrayList<>();
        List<Data> half = new ArrayList<>();
        List<Data> late = new ArrayList<>();
        String newest = "";
        for (MigrationInfo each : configuration.load().info().all()) {
            MigrationState state = each.getState();
            if (state == MigrationState.DELETED || each.getType() == CoreMigrationType.DELETE) {
                continue; // flyway repair has written that it is none any more
            }
            if (state.isFailed()) {
                half.add(Data.of(id(each)));
            } else if (state == MigrationState.IGNORED) {
                late.add(Data.of(id(each)));
            } else if (state.isApplied() && state != MigrationState.OUTDATED && state != MigrationState.SUPERSEDED) {
                applied.add(entry(each));
                newest = each.isVersioned() ? id(each) : newest;
                if (!state.isResolved() && state != MigrationState.BASELINE) {
                    unknown.add(Data.of(id(each)));
                } else if (each.isVersioned() && !each.isChecksumMatching()) {
                    drift.add(Data.of(id(each)));
                }
            }
        }
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("heads", new Data.Listing(newest.isEmpty() ? List.of() : List.of(Data.of(newest))));
        all.put("applied", new Data.Listing(applied));
        all.put(
                "pending",
                new Data.Listing(pending("").stream().<Data>map(History::entry).toList()));
        all.put("unknown", new Data.Listing(unknown));
        all.put("drift", new Data.Listing(drift));
        all.put("half", new Data.Listing(half));
        all.put("late", new Data.Listing(late));
        return new Data.Mapping(all);
    }

    private List<MigrationInfo> pending(String to) {
        FluentConfiguration wanted = new FluentConfiguration().configuration(configuration);
        if (!to.isEmpty()) {
            wanted.target(to);
        }
        return List.of(wanted.load().info().pending());
    }

    Data.Mapping up(String to) {
        List<Data> plan = new ArrayList<>();
        for (MigrationInfo each : pending(to)) {
            Map<String, Data> entry = new LinkedHashMap<>(entry(each).entries());
            String text = text(each);
            entry.put("sql", Data.of(text));
            entry.put("parts", new Data.Bool(apart(each)));
            if (configuration.isPlaceholderReplacement() && text.contains("${")) {
                entry.put("rest", Data.of("a placeholder that Flyway replaces"));
            }
            plan.add(new Data.Mapping(entry));
        }
        return new Data.Mapping(Map.of("plan", new Data.Listing(plan)));
    }

    /** What was done, a line each. */
    List<String> migrate(String to) {
        FluentConfiguration wanted = new FluentConfiguration().configuration(configuration);
        if (!to.isEmpty()) {
            wanted.target(to);
        }
        MigrateResult done = wanted.load().migrate();
        return done.migrations.stream()
                .map(each -> each.filepath + " applied in " + each.executionTime + " ms")
                .toList();
    }

    /** A version; of what is repeated whenever it changes, the name of its file. */
    private static String id(MigrationInfo info) {
        return info.isVersioned()
                ? info.getVersion().getVersion()
                : info.getScript().replaceFirst("\\.sql$", "");
    }

    private static Data.Mapping entry(MigrationInfo info) {
        Map<String, Data> entry = new LinkedHashMap<>();
        entry.put("id", Data.of(id(info)));
        entry.put("says", Data.of(String.valueOf(info.getDescription())));
        return new Data.Mapping(entry);
    }

    /** Whether the file says of itself that it is no transaction. */
    private static boolean apart(MigrationInfo info) {
        Path settings = Path.of(info.getPhysicalLocation() + ".conf");
        return Files.exists(settings)
                && text(settings).lines().anyMatch(line -> APART.matcher(line).matches());
    }

    private static String text(MigrationInfo info) {
        return text(Path.of(info.getPhysicalLocation()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new FlywayException(file.getFileName() + " cannot be read", e);
        }
    }
}
