package dev.slipway.places.container;

import dev.slipway.hands.Box;
import dev.slipway.hands.Place;
import dev.slipway.hands.PlaceContract;
import dev.slipway.places.local.LocalPlace;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("real")
class ContainerPlaceTest extends PlaceContract {
    private static Box box;

    @BeforeAll
    static void start() {
        box = Box.of(Box.shells());
    }

    @AfterAll
    static void remove() {
        box.close();
    }

    @Override
    protected Place place(Path state, Path directory) {
        return new ContainerPlace(
                "box",
                state,
                new LocalPlace(state, state),
                new ContainerPlace.Rules(
                        new Wanted.Named(box.name()),
                        state.resolve("runs").toString(),
                        Optional.of(directory.toString()),
                        Optional.empty()));
    }

    @Override
    protected String marks() {
        return "/tmp/.slipway-";
    }
}
