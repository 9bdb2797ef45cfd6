package dev.slipway.places.local;

import dev.slipway.hands.Place;
import dev.slipway.hands.PlaceContract;
import java.nio.file.Path;

class LocalPlaceTest extends PlaceContract {
    @Override
    protected Place place(Path state, Path directory) {
        return new LocalPlace(state, directory);
    }
}
