package dev.slipway.docker;

import dev.slipway.base.Data;
import dev.slipway.base.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A Compose project with everything put in: what {@code config} of either Compose says. It has secrets: never show it. */
public final class Project {
    private final String name;
    private final Compose.Kind kind;
    private final Data.Mapping root;

    private Project(String name, Compose.Kind kind, Data.Mapping root) {
        this.name = name;
        this.kind = kind;
        this.root = root;
    }

    /** A port of the engine's machine that is fixed. */
    public record Fixed(int port, int target) {}

    /** A network or volume that others have made. */
    public record External(String kind, String name) {}

    static Project of(Data said, Compose.Kind kind, Optional<String> wanted) {
        if (!(said instanceof Data.Mapping root)) {
            throw new EngineFailure("Compose has said no configuration");
        }
        String name = wanted.or(() -> new Known(root).text("name")).orElse("");
        return new Project(name, kind, root);
    }

    /** The first Compose does not say it: as it takes it from its folder's name. */
    public Project named(String folder) {
        String word = folder.replaceAll("/+$", "").replaceFirst(".*/", "").toLowerCase(Locale.ROOT);
        return name.isEmpty() ? new Project(word.replaceAll("[^-_a-z0-9]", ""), kind, root) : this;
    }

    public String name() {
        return name;
    }

    private Known known() {
        return new Known(root);
    }

    public List<String> parts() {
        return List.copyOf(known().mapping("services").keySet());
    }

    private Known part(String part) {
        return known().at("services", part);
    }

    /** What its containers are made of, as the file names it or Compose does. */
    public String image(String part) {
        return part(part).text("image").orElseGet(() -> kind.builtImage(name, part));
    }

    public boolean isBuilt(String part) {
        return part(part).at("build").isThere();
    }

    public Optional<String> containerName(String part) {
        return part(part).text("container_name");
    }

    public List<Fixed> fixedPorts(String part) {
        List<Fixed> fixed = new ArrayList<>();
        for (Known port : part(part).list("ports")) {
            // Written short, as an address, a port of the machine and one of the container.
            String[] words = port.data() instanceof Data.Mapping
                    ? new String[] {
                        port.text("published").orElse(""), port.text("target").orElse("")
                    }
                    : lastTwo(port.text().orElse(""));
            if (words[0].matches("\\d{1,5}") && words[1].matches("\\d{1,5}") && !words[0].equals("0")) {
                fixed.add(new Fixed(Integer.parseInt(words[0]), Integer.parseInt(words[1])));
            }
        }
        return fixed;
    }

    private static String[] lastTwo(String port) {
        String[] words = port.replaceFirst("/.*", "").split(":", -1);
        return words.length < 2
                ? new String[] {"", words[0]}
                : new String[] {words[words.length - 2], words[words.length - 1]};
    }

    public List<External> externals() {
        List<External> all = new ArrayList<>();
        for (String kind : List.of("network", "volume")) {
            known().mapping(kind + "s").forEach((key, value) -> {
                boolean external =
                        value.is("external") || value.at("external", "name").isThere();
                if (external) {
                    String called = value.text("name")
                            .or(() -> value.text("external", "name"))
                            .orElse(key);
                    all.add(new External(kind, called));
                }
            });
        }
        return all;
    }

    /** What tells two configurations of a part apart, and nothing of what is in them. */
    public String digest(String part, String imageId) {
        return Digest.of(part(part).data().json() + "\n" + imageId).hex().substring(0, 16);
    }

    /**
     * For one container of this part beside others: by this image and with these labels; without a name that only one can have, and
     * without what it is built from or waits for.
     *
     * @param stop how it is told to end, and for how long it may take, where somebody says so
     */
    public Project pinned(String part, String image, Map<String, String> labels, Map<String, String> stop) {
        Map<String, Data> made = new LinkedHashMap<>(entries(part(part).data()));
        List.of("build", "pull_policy", "depends_on", "container_name", "profiles", "scale")
                .forEach(made::remove);
        made.put("image", Data.of(image));
        stop.forEach((key, value) -> made.put(key, Data.of(value)));
        Map<String, Data> all = new LinkedHashMap<>(labels(part));
        labels.forEach((key, value) -> all.put(key, Data.of(value)));
        made.put("labels", new Data.Mapping(all));
        Map<String, Data> parts =
                new LinkedHashMap<>(entries(known().at("services").data()));
        parts.put(part, new Data.Mapping(made));
        Map<String, Data> whole = new LinkedHashMap<>(root.entries());
        whole.put("services", new Data.Mapping(parts));
        return new Project(name, kind, new Data.Mapping(whole));
    }

    private Map<String, Data> labels(String part) {
        Map<String, Data> labels =
                new LinkedHashMap<>(entries(part(part).at("labels").data()));
        // The first Compose may leave them a list, as they were written.
        for (Known label : part(part).list("labels")) {
            String[] words = label.text().orElse("").split("=", 2);
            labels.put(words[0], Data.of(words.length > 1 ? words[1] : ""));
        }
        return labels;
    }

    private static Map<String, Data> entries(Data data) {
        return data instanceof Data.Mapping(Map<String, Data> entries) ? entries : Map.of();
    }

    String json() {
        return root.json();
    }

    /** Nothing of what it is made of: values have secrets. */
    @Override
    public String toString() {
        return "the project " + name;
    }
}
