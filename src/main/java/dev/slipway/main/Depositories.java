package dev.slipway.main;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.cli.Office;
import dev.slipway.engine.StateFolder;
import dev.slipway.hands.Blobs;
import dev.slipway.hands.Depots;
import dev.slipway.hands.Place;
import dev.slipway.operations.Json;
import dev.slipway.plan.Plan;
import dev.slipway.runbook.Storage;
import dev.slipway.stores.folder.FolderBlobs;
import dev.slipway.stores.s3.Bucket;
import dev.slipway.stores.s3.S3Blobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Stores in folders and buckets; paths are taken from the root of the runbook's repository. The state folder remembers each that
 * a run has used, so that commands find it without the runbook; of keys it has the names of their variables.
 */
final class Depositories implements Depots {
    private static final String ENTRY = ".json";

    private final Path state;
    private final Path root;
    private final InstantSource clock;

    Depositories(Path state, Path root, InstantSource clock) {
        this.state = state;
        this.root = root;
        this.clock = clock;
    }

    private static Blobs memory(Path state) {
        return new FolderBlobs(state.resolve("stores"));
    }

    @Override
    public Blobs blobs(String name, Plan.Depot depot, Place.Environment environment) {
        Map<String, Data> known = new LinkedHashMap<>();
        Blobs blobs = switch (depot.storage()) {
            case Storage.Folder(String path) -> {
                Path folder = root.resolve(path).toAbsolutePath().normalize();
                known.put("folder", Data.of(folder.toString()));
                yield new FolderBlobs(folder);
            }
            case Storage.Bucket bucket -> {
                known.putAll(written(bucket));
                yield open(bucket, variable -> value(variable, environment), clock);
            }
        };
        remember(name, depot, known);
        return blobs;
    }

    private static Optional<String> value(String variable, Place.Environment environment) {
        return environment.secrets().stream()
                .filter(secret -> secret.name().equals(variable))
                .map(Secret::reveal)
                .findFirst()
                .or(() -> Optional.ofNullable(environment.plain().get(variable)));
    }

    private static Blobs open(
            Storage.Bucket bucket, Function<String, Optional<String>> variables, InstantSource clock) {
        Optional<Secret> id = secret(bucket.key(), variables);
        Optional<Secret> secret = secret(bucket.secret(), variables);
        if (id.isEmpty() || secret.isEmpty()) {
            return new LockedBlobs("s3://" + bucket.name(), id.isEmpty() ? bucket.key() : bucket.secret());
        }
        return new S3Blobs(
                new Bucket(
                        bucket.name(),
                        bucket.prefix().isEmpty() ? "" : bucket.prefix() + "/",
                        bucket.endpoint().map(URI::create),
                        bucket.region(),
                        new Bucket.Keys(id.get(), secret.get())),
                clock);
    }

    private static Optional<Secret> secret(String name, Function<String, Optional<String>> variables) {
        return variables.apply(name).filter(value -> !value.isBlank()).map(value -> new Secret(name, value));
    }

    private static Map<String, Data> written(Storage.Bucket bucket) {
        Map<String, Data> known = new LinkedHashMap<>();
        known.put("s3", Data.of(bucket.name()));
        known.put("prefix", Data.of(bucket.prefix()));
        known.put("endpoint", Data.of(bucket.endpoint().orElse("")));
        known.put("region", Data.of(bucket.region()));
        known.put("key", Data.of(bucket.key()));
        known.put("secret", Data.of(bucket.secret()));
        return known;
    }

    private void remember(String name, Plan.Depot depot, Map<String, Data> known) {
        Map<String, Data> keep = new LinkedHashMap<>();
        depot.keep().forEach((time, count) -> keep.put(time, Data.of(count)));
        known.put("keep", new Data.Mapping(keep));
        String text = new Data.Mapping(known).json() + "\n";
        try {
            StateFolder.at(state);
            Files.createDirectories(state.resolve("stores"));
            if (!memory(state).text(name + ENTRY).filter(text::equals).isPresent()) {
                memory(state).put(name + ENTRY, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param variables of the process: whoever asks has the keys of a bucket there */
    static List<Office.KnownDepot> known(Path state, Map<String, String> variables, InstantSource clock) {
        try {
            List<Office.KnownDepot> all = new ArrayList<>();
            for (Blobs.Blob each : memory(state).list()) {
                String name = each.name().substring(0, each.name().length() - ENTRY.length());
                memory(state)
                        .text(each.name())
                        .map(text -> ((Data.Mapping) Json.read(text)).entries())
                        .ifPresent(entries ->
                                all.add(new Office.KnownDepot(name, blobs(entries, variables, clock), keep(entries))));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> keep(Map<String, Data> entries) {
        Map<String, Integer> keep = new LinkedHashMap<>();
        if (entries.get("keep") instanceof Data.Mapping(Map<String, Data> counts)) {
            counts.forEach((time, count) -> keep.put(time, Integer.valueOf(count.plain())));
        }
        return keep;
    }

    private static Blobs blobs(Map<String, Data> entries, Map<String, String> variables, InstantSource clock) {
        if (!entries.containsKey("s3")) {
            return new FolderBlobs(Path.of(text(entries, "folder")));
        }
        Storage.Bucket bucket = new Storage.Bucket(
                text(entries, "s3"),
                text(entries, "prefix"),
                Optional.of(text(entries, "endpoint")).filter(address -> !address.isEmpty()),
                text(entries, "region"),
                text(entries, "key"),
                text(entries, "secret"));
        return open(bucket, variable -> Optional.ofNullable(variables.get(variable)), clock);
    }

    private static String text(Map<String, Data> entries, String name) {
        return entries.getOrDefault(name, Data.of("")).plain();
    }
}
