package dev.slipway.places.container;

import dev.slipway.base.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container as the engine describes it.
 *
 * @param started when its main process began; another time means other processes
 * @param variables the names in its own environment
 */
record Container(
        String id,
        String name,
        String state,
        String started,
        String folder,
        List<String> variables,
        Map<String, Data> labels) {

    static Container of(Data.Mapping said) {
        Data.Mapping state = mapping(said, "State");
        Data.Mapping config = mapping(said, "Config");
        List<String> variables = new ArrayList<>(List.of("HOME", "PATH", "TERM"));
        if (config.entries().get("Env") instanceof Data.Listing(List<Data> given)) {
            given.forEach(each -> variables.add(each.plain().replaceFirst("(?s)=.*", "")));
        }
        String folder = text(config, "WorkingDir");
        return new Container(
                text(said, "Id"),
                text(said, "Name").replaceFirst("^/", ""),
                text(state, "Status"),
                text(state, "StartedAt"),
                folder.isEmpty() ? "/" : folder,
                List.copyOf(variables),
                mapping(config, "Labels").entries());
    }

    private static Data.Mapping mapping(Data.Mapping of, String name) {
        return of.entries().get(name) instanceof Data.Mapping inner ? inner : new Data.Mapping(Map.of());
    }

    private static String text(Data.Mapping of, String name) {
        return Optional.ofNullable(of.entries().get(name)).map(Data::plain).orElse("");
    }

    String label(String name) {
        return Optional.ofNullable(labels.get("com.docker.compose." + name))
                .map(Data::plain)
                .orElse("");
    }

    boolean runs() {
        return state.equals("running");
    }

    /** Why nothing can be run in it now, and what to do; empty when it runs. */
    Optional<String> unable() {
        return switch (state) {
            case "running" -> Optional.empty();
            case "paused" -> Optional.of("the container " + name + " is paused: docker unpause " + name);
            case "restarting" ->
                Optional.of("the container " + name + " ends and is started again and again: see docker logs " + name);
            case "created" ->
                Optional.of("the container " + name + " was created and never started: docker start " + name);
            case "exited" -> Optional.of("the container " + name + " is not running: docker start " + name);
            default -> Optional.of("the container " + name + " cannot be used: the engine says that it is " + state);
        };
    }
}
