package dev.slipway.proxy;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.WholeFile;
import dev.slipway.operations.Json;
import dev.slipway.operations.RouteJson;
import dev.slipway.route.RoutePlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The route plan on disk, for a start after a crash. There is the old or the new one and never a part; with a
 * digest, because a plan that is wrong by a byte would send people somewhere else.
 */
final class StateFile {
    private static final String NAME = "proxy.json";

    private final Path folder;
    private final Path file;

    /** @param generation the one that {@code plan} was given when it was put in force */
    record Kept(RoutePlan plan, long generation) {}

    StateFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
    }

    /** Empty before the first plan; throws {@link ProxyFailure} for a file that is not as it was written. */
    Optional<Kept> read() {
        try {
            return Optional.of(kept(Files.readString(file)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw damaged("it is not text", e);
        } catch (IOException e) {
            throw new ProxyFailure("the state file " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private ProxyFailure damaged(String how, Exception cause) {
        return new ProxyFailure(
                "the state file " + file + " is damaged (" + how + "): move it away to begin without a route plan",
                cause);
    }

    /** What is no JSON is not quoted: secrets may be in it. */
    private static Data json(String text) {
        try {
            return Json.read(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("it is not JSON");
        }
    }

    private static Kept kept(String text) {
        if (!(json(text) instanceof Data.Mapping data)
                || !(data.entries().get("sha256") instanceof Data.Text digest)
                || !(data.entries().get("front") instanceof Data.Mapping front)
                || !(front.entries().get("generation") instanceof Data.Num generation)
                || !(front.entries().get("plan") instanceof Data.Mapping plan)) {
            throw new IllegalArgumentException("it is not one of a proxy");
        }
        if (!Digest.of(front.json()).hex().equals(digest.value())) {
            throw new IllegalArgumentException("its digest does not fit");
        }
        return new Kept(RouteJson.read(plan), generation.value().longValueExact());
    }

    void write(RoutePlan plan, long generation) throws IOException {
        Data.Mapping front = mapping("generation", new Data.Num(BigDecimal.valueOf(generation)), RouteJson.write(plan));
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("front", front);
        all.put("sha256", Data.of(Digest.of(front.json()).hex()));
        byte[] bytes = (new Data.Mapping(all).json() + "\n").getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(folder);
        WholeFile.write(file, bytes);
    }

    private static Data.Mapping mapping(String name, Data value, Data plan) {
        Map<String, Data> entries = new LinkedHashMap<>();
        entries.put(name, value);
        entries.put("plan", plan);
        return new Data.Mapping(entries);
    }
}
