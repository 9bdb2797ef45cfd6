package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is the same of every site in tests: what a step is given, and what it has said. */
abstract class BareSite implements Site {
    public final Map<String, String> plain = new LinkedHashMap<>();
    public final List<Secret> secrets = new ArrayList<>();
    public final Map<String, Data> roots = new LinkedHashMap<>();
    public final List<String> said = new ArrayList<>();
    private final Place place;

    BareSite(Place place) {
        this.place = place;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public Place.Environment environment() {
        return new Place.Environment(plain, secrets, List.of());
    }

    @Override
    public Place.Capture capture(Place.OutputListener listener) {
        return new Place.Capture(secrets, false, 1 << 20, listener);
    }

    @Override
    public Optional<String> directory() {
        return Optional.empty();
    }

    @Override
    public void say(String line) {
        said.add(line);
    }

    @Override
    public Map<String, Data> roots() {
        return roots;
    }

    /** What was finished, by name. */
    public final Map<String, byte[]> exhibits = new LinkedHashMap<>();

    @Override
    public Exhibit exhibit(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new Exhibit("logs/step." + name, new Blobs.Writing() {
            @Override
            public OutputStream stream() {
                return bytes;
            }

            @Override
            public void finish() {
                exhibits.put(name, bytes.toByteArray());
            }

            @Override
            public void close() {}
        });
    }
}
