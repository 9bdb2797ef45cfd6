package dev.slipway.places.local;

import dev.slipway.base.Data;
import dev.slipway.hands.Processes.Name;
import dev.slipway.hands.Processes.Origin;
import dev.slipway.hands.Processes.Wanted;
import dev.slipway.operations.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a supervised process is, as its file says it: all that starting it again needs, but no secret.
 *
 * @param port the one that it was given, which is not wanted again where any would do; 0 before it has one
 */
record Described(Wanted wanted, int port) {
    private static final int FORM = 1;

    String json() {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("form", Data.of(FORM));
        all.put("service", Data.of(wanted.name().service()));
        all.put("version", Data.of(wanted.name().version()));
        all.put("number", Data.of(wanted.name().number()));
        all.put("words", new Data.Listing(wanted.words().stream().map(Data::of).toList()));
        wanted.directory().ifPresent(directory -> all.put("directory", Data.of(directory)));
        Map<String, Data> plain = new LinkedHashMap<>();
        new TreeMap<>(wanted.plain()).forEach((name, value) -> plain.put(name, Data.of(value)));
        all.put("variables", new Data.Mapping(plain));
        all.put("port", Data.of(port));
        all.put("wanted-port", Data.of(wanted.port()));
        all.put("grace", Data.of(wanted.grace().toString()));
        all.put("origin", Data.of(wanted.origin().step()));
        all.put("environment", Data.of(wanted.origin().environment()));
        return new Data.Mapping(all).json() + "\n";
    }

    static Described read(String json) {
        Map<String, Data> all = ((Data.Mapping) Json.read(json)).entries();
        Name name = new Name(text(all, "service"), text(all, "version"), whole(all, "number"));
        List<String> words = ((Data.Listing) need(all, "words"))
                .items().stream().map(Data::plain).toList();
        Map<String, String> plain = new LinkedHashMap<>();
        ((Data.Mapping) need(all, "variables")).entries().forEach((key, value) -> plain.put(key, value.plain()));
        return new Described(
                new Wanted(
                        name,
                        words,
                        Optional.ofNullable(all.get("directory")).map(Data::plain),
                        plain,
                        whole(all, "wanted-port"),
                        Duration.parse(text(all, "grace")),
                        // Those that an older Slipway has started do not say of which environment they are.
                        new Origin(
                                text(all, "origin"),
                                Optional.ofNullable(all.get("environment"))
                                        .map(Data::plain)
                                        .orElse(""))),
                whole(all, "port"));
    }

    private static Data need(Map<String, Data> all, String key) {
        return Optional.ofNullable(all.get(key))
                .orElseThrow(() -> new IllegalArgumentException("a described process without '" + key + "'"));
    }

    private static String text(Map<String, Data> all, String key) {
        return need(all, key).plain();
    }

    private static int whole(Map<String, Data> all, String key) {
        return ((Data.Num) need(all, key)).value().intValueExact();
    }

    Described at(int given) {
        return new Described(wanted, given);
    }
}
