package dev.slipway.main;

import dev.slipway.cli.Office;
import dev.slipway.hands.Place;
import dev.slipway.hands.Places;
import dev.slipway.places.container.ContainerPlace;
import dev.slipway.places.container.Wanted;
import dev.slipway.plan.Plan;
import java.nio.file.Path;

/** The places inside containers, by way of the docker program on this machine. */
final class Containers implements Places {
    private final Place here;
    private final Path state;

    Containers(Place here, Path state) {
        this.here = here;
        this.state = state;
    }

    @Override
    public Place named(String name, Plan.Room room) {
        String runs = state.toAbsolutePath().normalize().resolve("runs").toString();
        return new ContainerPlace(
                name,
                state,
                here,
                new ContainerPlace.Rules(wanted(room), runs, room.setting("dir"), room.setting("user")));
    }

    /** Looked at without a runbook. */
    static Office.ContainerEngine engine(Place here) {
        try {
            return switch (ContainerPlace.engine(here)) {
                case ContainerPlace.Engine.Answers(String version) ->
                    new Office.ContainerEngine.Ready("Docker engine " + version);
                case ContainerPlace.Engine.Away(String says) -> new Office.ContainerEngine.Lacking(says);
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Office.ContainerEngine.Lacking("asking for a Docker engine was interrupted");
        }
    }

    private static Wanted wanted(Plan.Room room) {
        return switch (room.kind()) {
            case "compose" ->
                new Wanted.Serviced(
                        room.setting("compose").orElseThrow(),
                        room.setting("project"),
                        room.setting("project-dir"),
                        room.setting("number").map(Integer::valueOf));
            case "container" -> new Wanted.Named(room.setting("container").orElseThrow());
            default -> throw new IllegalStateException("this build reaches no place of the kind " + room.kind());
        };
    }
}
