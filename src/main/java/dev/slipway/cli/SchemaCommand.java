package dev.slipway.cli;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.operations.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "schema", description = "Prints the JSON Schema of front matter (#) and of typed steps (#/$defs/step).")
final class SchemaCommand implements Callable<Integer> {
    private static final String FRONT = "front-matter.schema.json";

    private final Around around;

    SchemaCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        Map<String, Data> whole = new LinkedHashMap<>(((Data.Mapping) Json.read(front())).entries());
        Map<String, Data> definitions =
                new LinkedHashMap<>(whole.get("$defs") instanceof Data.Mapping given ? given.entries() : Map.of());
        definitions.put("step", step());
        whole.put("$defs", new Data.Mapping(definitions));
        around.out().println(new Data.Mapping(whole).json());
        return ExitStatus.SUCCEEDED;
    }

    /** A mapping with exactly one key, the name of an action. */
    private Data step() {
        Map<String, Data> actions = new LinkedHashMap<>();
        for (Action<?> action : around.office().actions().actions()) {
            Map<String, Data> schema =
                    new LinkedHashMap<>(action.parameters().schema().entries());
            schema.put("description", Data.of(action.summary()));
            actions.put(action.name(), new Data.Mapping(schema));
        }
        Map<String, Data> step = new LinkedHashMap<>();
        step.put("type", Data.of("object"));
        step.put("minProperties", Data.of(1));
        step.put("maxProperties", Data.of(1));
        step.put("additionalProperties", Data.of(false));
        step.put("properties", new Data.Mapping(actions));
        return new Data.Mapping(step);
    }

    private static String front() {
        try (InputStream in = SchemaCommand.class.getResourceAsStream(FRONT)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + FRONT);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
