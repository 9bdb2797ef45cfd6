package dev.slipway.actions.deploy;

import dev.slipway.base.Data;
import dev.slipway.operations.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One memory for several services: what was pinned before anything changed, and how far each of them has come. */
final class Notebook {
    private static final String PROJECT = "project";
    private static final String PINS = "pins";
    private static final String PARTS = "parts";
    private static final String DONE = "done";
    private static final String STRAYS = "strays";
    private static final String FAILED = "failed";

    private final Memory memory;

    Notebook(Memory memory) {
        this.memory = memory;
    }

    boolean isEmpty() {
        return memory.recall().isEmpty();
    }

    private Map<String, Data> all() {
        Map<String, Data> all = new LinkedHashMap<>();
        memory.recall().ifPresent(text -> all.putAll(((Data.Mapping) Json.read(text)).entries()));
        return all;
    }

    private void write(String key, Data value) {
        Map<String, Data> all = all();
        all.put(key, value);
        memory.remember(new Data.Mapping(all).json());
    }

    private Map<String, Data> under(String key) {
        return all().get(key) instanceof Data.Mapping(Map<String, Data> entries) ? entries : Map.of();
    }

    private static Map<String, Data> with(Map<String, Data> entries, String key, Data value) {
        Map<String, Data> more = new LinkedHashMap<>(entries);
        more.put(key, value);
        return more;
    }

    /** In one stroke: after it, everything is known that a crash would take away. */
    void pin(String project, Map<String, Recipe.Pin> pins) {
        Map<String, Data> written = new LinkedHashMap<>();
        pins.forEach((service, pin) -> written.put(
                service,
                new Data.Mapping(Map.of(
                        "image", Data.of(pin.image()),
                        "digest", Data.of(pin.digest()),
                        "called", Data.of(pin.called().orElse(""))))));
        memory.remember(new Data.Mapping(Map.of(PROJECT, Data.of(project), PINS, new Data.Mapping(written))).json());
    }

    String project() {
        return Optional.ofNullable(all().get(PROJECT)).map(Data::plain).orElse("");
    }

    Recipe.Pin pin(String service) {
        Map<String, Data> pin =
                ((Data.Mapping) Optional.ofNullable(under(PINS).get(service)).orElseThrow()).entries();
        return new Recipe.Pin(
                plain(pin, "image"),
                plain(pin, "digest"),
                Optional.of(plain(pin, "called")).filter(name -> !name.isEmpty()));
    }

    private static String plain(Map<String, Data> of, String key) {
        return Optional.ofNullable(of.get(key)).map(Data::plain).orElse("");
    }

    /** Of one service, for its own release. */
    Memory part(String service) {
        return new Memory() {
            @Override
            public Optional<String> recall() {
                return Optional.ofNullable(under(PARTS).get(service)).map(Data::plain);
            }

            @Override
            public void remember(String text) {
                write(PARTS, new Data.Mapping(with(under(PARTS), service, Data.of(text))));
            }
        };
    }

    List<String> done() {
        return all().get(DONE) instanceof Data.Listing(List<Data> items)
                ? items.stream().map(Data::plain).toList()
                : List.of();
    }

    void done(String service) {
        List<Data> more = new ArrayList<>();
        done().forEach(each -> more.add(Data.of(each)));
        more.add(Data.of(service));
        write(DONE, new Data.Listing(more));
    }

    /** Instances that ended because nobody led to them: {@code by-hand/1}. */
    List<String> strays(String service) {
        return under(STRAYS).get(service) instanceof Data.Listing(List<Data> items)
                ? items.stream().map(Data::plain).toList()
                : List.of();
    }

    void strays(String service, List<String> names) {
        write(
                STRAYS,
                new Data.Mapping(with(
                        under(STRAYS),
                        service,
                        new Data.Listing(names.stream().map(Data::of).toList()))));
    }

    /** Why it is taken back, also after a crash; empty when it is not. */
    Optional<String> failed() {
        return Optional.of(plain(all(), FAILED)).filter(reason -> !reason.isEmpty());
    }

    void failed(String reason) {
        write(FAILED, Data.of(reason));
    }

    /** It is as before: whoever tries it once more begins with the first of the services. */
    void takenBack() {
        Map<String, Data> all = all();
        all.remove(FAILED);
        all.remove(DONE);
        memory.remember(new Data.Mapping(all).json());
    }
}
