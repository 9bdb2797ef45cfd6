package dev.slipway.actions.config;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import dev.slipway.hands.Place;
import dev.slipway.hands.Program;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each service of a project would be made of, as Docker Compose itself reckons it from its files and the dotenv files they
 * name: a service whose sum changes has to be recreated.
 */
record ComposeServices(Site site, List<String> files, Optional<String> project) {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    Map<String, Digest> digests() throws Refusal, InterruptedException {
        if (files.isEmpty()) {
            return Map.of();
        }
        boolean second = version2();
        List<String> words = new ArrayList<>(second ? List.of("compose") : List.of());
        files.forEach(file -> words.addAll(List.of("-f", file)));
        project.ifPresent(name -> words.addAll(List.of("-p", name)));
        words.add("config");
        // Version 2 leaves the variables of env_file out of its sums; version 1 knows no JSON.
        words.addAll(second ? List.of("--format", "json") : List.of("--hash", "*"));
        String said = new Program(site, DEADLINE, second ? "docker" : "docker-compose").said(words);
        return second ? resolved(said) : hashed(said);
    }

    private boolean version2() throws Refusal, InterruptedException {
        return switch (site.place()
                .run(new Place.Command(
                        List.of("docker", "compose", "version"), site.directory(), site.environment(), DEADLINE))) {
            case Place.Ran.Ended ended -> ended.status() == 0;
            case Place.Ran.NotFound _ -> false;
            case Place.Ran.TooLong _ -> throw new Refusal("docker gives no answer");
        };
    }

    /** The text holds values: it is summed up at once, and nothing else is done with it. */
    private static Map<String, Digest> resolved(String json) throws Refusal {
        try {
            Map<String, Digest> all = new LinkedHashMap<>();
            if (Json.read(json) instanceof Data.Mapping(Map<String, Data> config)
                    && config.get("services") instanceof Data.Mapping(Map<String, Data> services)) {
                services.forEach((name, service) -> all.put(name, Digest.of(service.json())));
            }
            return all;
        } catch (IllegalArgumentException e) {
            throw new Refusal("docker compose config gives no JSON", e);
        }
    }

    private static Map<String, Digest> hashed(String lines) throws Refusal {
        Map<String, Digest> all = new LinkedHashMap<>();
        for (String line : lines.lines().toList()) {
            int space = line.indexOf(' ');
            if (space < 1) {
                throw new Refusal("docker-compose config --hash gives lines of another form");
            }
            all.put(line.substring(0, space), Digest.of(line.substring(space + 1)));
        }
        return all;
    }

    static List<String> differing(Map<String, Digest> before, Map<String, Digest> after) {
        return after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
