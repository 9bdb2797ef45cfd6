package dev.slipway.places.local;

import dev.slipway.hands.PipeContract;
import dev.slipway.hands.Place;
import java.nio.file.Path;

class LocalPipeTest extends PipeContract {
    @Override
    protected Place place(Path state, Path directory) {
        return new LocalPlace(state, directory);
    }
}
