package dev.slipway.main;

import dev.slipway.base.Data;
import dev.slipway.cli.Office;
import dev.slipway.engine.StateFolder;
import dev.slipway.hands.Blobs;
import dev.slipway.hands.Depots;
import dev.slipway.operations.Json;
import dev.slipway.plan.Plan;
import dev.slipway.stores.folder.FolderBlobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores in folders; paths are taken from the root of the runbook's repository. The state folder remembers each that a run has
 * used, so that commands find it without the runbook.
 */
final class Folders implements Depots {
    private static final String ENTRY = ".json";

    private final Path state;
    private final Path root;

    Folders(Path state, Path root) {
        this.state = state;
        this.root = root;
    }

    private static Blobs memory(Path state) {
        return new FolderBlobs(state.resolve("stores"));
    }

    @Override
    public Blobs blobs(String name, Plan.Depot depot) {
        Path folder = root.resolve(depot.folder()).toAbsolutePath().normalize();
        Map<String, Data> keep = new LinkedHashMap<>();
        depot.keep().forEach((time, count) -> keep.put(time, Data.of(count)));
        Map<String, Data> known = new LinkedHashMap<>();
        known.put("folder", Data.of(folder.toString()));
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
        return new FolderBlobs(folder);
    }

    static List<Office.KnownDepot> known(Path state) {
        try {
            List<Office.KnownDepot> all = new ArrayList<>();
            for (Blobs.Blob each : memory(state).list()) {
                String name = each.name().substring(0, each.name().length() - ENTRY.length());
                memory(state).text(each.name()).ifPresent(text -> all.add(known(name, text)));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Office.KnownDepot known(String name, String text) {
        Map<String, Data> entries = ((Data.Mapping) Json.read(text)).entries();
        Map<String, Integer> keep = new LinkedHashMap<>();
        if (entries.get("keep") instanceof Data.Mapping(Map<String, Data> counts)) {
            counts.forEach((time, count) -> keep.put(time, Integer.valueOf(count.plain())));
        }
        Path folder = Path.of(
                String.valueOf(entries.getOrDefault("folder", Data.of("")).plain()));
        return new Office.KnownDepot(name, new FolderBlobs(folder), keep);
    }
}
