package dev.slipway.plan;

import dev.slipway.base.Data;
import dev.slipway.parameters.Cel;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.ShellText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Actions that only say what they are. */
public record FakeActions(int version) implements Actions {
    private static final Parameters<?> PROBING = RecordParameters.of(Probing.class);
    private static final Parameters<?> RUNNING = RecordParameters.of(Running.class);
    private static final Parameters<?> BACKING = RecordParameters.of(Backing.class);

    public record Probing(
            @Doc("where") String url,
            @Doc("the status") Optional<Integer> status,

            @Doc("what must hold") @Cel(roots = {"status", "json"})
            Optional<String> json) {}

    public record Running(@Doc("what to run") @ShellText String run) {}

    public record Backing(
            @Doc("the database") String database,
            @Doc("where to") Optional<String> store) {}

    private record Fake(
            String name, int version, Parameters<?> parameters, Optional<String> undo, boolean held, boolean repeatable)
            implements Declared {
        @Override
        public String summary() {
            return name;
        }

        @Override
        public String example() {
            return name + ": {url: 'http://localhost'}";
        }

        @Override
        public List<String> variables(Data.Mapping parameters) {
            return parameters.entries().getOrDefault("url", Data.nothing()) instanceof Data.Text(String url)
                            && url.startsWith("$")
                    ? List.of(url.substring(1))
                    : List.of();
        }

        @Override
        public Map<String, String> makers(Data.Mapping parameters) {
            String store =
                    parameters.entries().getOrDefault("store", Data.nothing()).plain();
            return name.startsWith("migrate.") && store.startsWith("${steps.")
                    ? Map.of(store.replaceAll("^\\$\\{steps\\.|\\..*", ""), "backup.postgres")
                    : Map.of();
        }

        @Override
        public String preview(Data.Mapping parameters) {
            return parameters.entries().values().stream()
                    .map(Data::plain)
                    .reduce((a, b) -> a + " → " + b)
                    .orElse("");
        }

        @Override
        public Optional<String> undoPreview(Data.Mapping parameters) {
            return undo;
        }
    }

    @Override
    public Optional<? extends Declared> find(String name) {
        Optional<String> none = Optional.empty();
        return switch (name) {
            case "check.http" -> Optional.of(new Fake(name, version, PROBING, none, false, true));
            case "check.command" -> Optional.of(new Fake(name, version, RUNNING, none, false, true));
            case "backup.postgres" -> Optional.of(new Fake(name, version, BACKING, none, false, false));
            case "migrate.alembic" ->
                Optional.of(new Fake(name, version, BACKING, Optional.of("downgrade"), false, false));
            case "maintenance.on" ->
                Optional.of(new Fake(name, version, PROBING, Optional.of("maintenance off"), true, false));
            default -> Optional.empty();
        };
    }

    @Override
    public List<String> names() {
        return List.of("backup.postgres", "check.command", "check.http", "maintenance.on", "migrate.alembic");
    }
}
