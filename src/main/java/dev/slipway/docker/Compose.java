package dev.slipway.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.base.Data;
import dev.slipway.base.Problem;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Place.Ran;
import dev.slipway.hands.Site;
import dev.slipway.runbook.Yaml;
import dev.slipway.runbook.YamlReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the two Composes: {@code docker-compose}, the first, and {@code docker compose}, the second. */
public record Compose(Kind kind, Site site) {
    private static final Duration SHORT = Duration.ofMinutes(2);

    /** Both say so, the second within a message of its log. */
    private static final Pattern UNSET = Pattern.compile("\\\\?\"?(\\w+)\\\\?\"? variable is not set");

    private static final Pattern WITHIN_LOG = Pattern.compile("level=(?:error|fatal) msg=\"((?:[^\"\\\\]|\\\\.)*)\"");

    public enum Kind {
        V1,
        V2;

        List<String> words() {
            return this == V1 ? List.of("docker-compose") : List.of("docker", "compose");
        }

        /** Where the file does not name the image of what is built. */
        String builtImage(String project, String part) {
            return this == V1 ? project + "_" + part : project + "-" + part;
        }
    }

    /**
     * What a project is made of.
     *
     * @param project its name; without it, as Compose itself names it
     */
    public record Files(Optional<String> project, List<String> files, List<String> profiles, Optional<String> envFile) {
        public Files {
            files = List.copyOf(files);
            profiles = List.copyOf(profiles);
        }
    }

    /** What files come to when their variables are put in, and those of them that were not set. */
    public record Reading(Project project, Set<String> unset) {}

    /** The first of these kinds that is there. */
    public static Compose find(Site site, List<Kind> kinds) throws InterruptedException {
        for (Kind kind : kinds) {
            List<String> words = new ArrayList<>(kind.words());
            words.addAll(List.of("version", "--short"));
            Ran ran = site.place().run(command(site, words, SHORT));
            if (ran instanceof Ran.Ended(int status, String stdout, String _) && status == 0 && isOf(kind, stdout)) {
                return new Compose(kind, site);
            }
        }
        throw new EngineFailure((kinds.size() == 1
                        ? "there is no " + String.join(" ", kinds.getFirst().words()) + " here"
                        : "there is no Compose here")
                + ": install the plugin docker-compose-plugin, or the program docker-compose");
    }

    /** The second comes as a program of the first one's name as well, and speaks its own way there. */
    private static boolean isOf(Kind kind, String version) {
        return version.strip().replaceFirst("^v", "").startsWith("1.") == (kind == Kind.V1);
    }

    private static Place.Command command(Site site, List<String> words, Duration atMost) {
        return new Place.Command(words, site.directory(), site.environment(), atMost);
    }

    /** Reads the files; throws with the first thing that is wrong with them. */
    public Reading read(Files files) throws InterruptedException {
        List<String> words = new ArrayList<>(kind.words());
        files.project().ifPresent(name -> words.addAll(List.of("--project-name", name)));
        files.files().forEach(file -> words.addAll(List.of("--file", file)));
        files.profiles().forEach(profile -> words.addAll(List.of("--profile", profile)));
        files.envFile().ifPresent(file -> words.addAll(List.of("--env-file", file)));
        words.add("config");
        if (kind == Kind.V2) {
            words.addAll(List.of("--format", "json"));
        }
        Ran ran = site.place().run(command(site, words, SHORT));
        if (!(ran instanceof Ran.Ended(int status, String stdout, String stderr)) || status != 0) {
            throw failure(ran);
        }
        Set<String> unset = new LinkedHashSet<>();
        Matcher matcher = UNSET.matcher(stderr);
        while (matcher.find()) {
            unset.add(matcher.group(1));
        }
        Data said = kind == Kind.V2 ? Docker.json(stdout) : yaml(stdout);
        return new Reading(Project.of(said, kind, files.project()), unset);
    }

    private static Data yaml(String text) {
        List<Problem> problems = new ArrayList<>();
        Optional<Yaml> read = YamlReader.read("docker-compose config", text, 1, 1, problems);
        if (read.isEmpty() || !problems.isEmpty()) {
            throw new EngineFailure("what docker-compose config says cannot be read: "
                    + problems.stream().findFirst().map(Problem::toString).orElse("it is empty"));
        }
        return plain(read.get());
    }

    /** It writes by an older YAML than is read here: text such as 12e456, which it leaves without quotes, is no number to it. */
    private static Data plain(Yaml yaml) {
        return switch (yaml) {
            case Yaml.Scalar scalar ->
                scalar.data() instanceof Data.Num && !scalar.text().matches("-?\\d+(\\.\\d+)?")
                        ? Data.of(scalar.text())
                        : scalar.data();
            case Yaml.Listing listing ->
                new Data.Listing(listing.items().stream().map(Compose::plain).toList());
            case Yaml.Mapping mapping -> {
                Map<String, Data> entries = new LinkedHashMap<>();
                mapping.entries().forEach(entry -> entries.put(entry.key().text(), plain(entry.value())));
                yield new Data.Mapping(entries);
            }
        };
    }

    /** Makes one more container of a part of the project, and starts it not; nothing that is there is touched. */
    public void create(Project pinned, String directory, String part, int containers) throws InterruptedException {
        List<String> words = with(pinned, directory);
        words.addAll(List.of("up", "--no-start", "--no-deps", "--no-recreate", "--no-build", "--scale"));
        words.addAll(List.of(part + "=" + containers, part));
        fed(words, pinned, SHORT);
    }

    public void pull(Project pinned, String directory, List<String> parts) throws InterruptedException {
        List<String> words = with(pinned, directory);
        words.add("pull");
        words.addAll(parts);
        fed(words, pinned, Docker.LONG);
    }

    public void build(Project pinned, String directory, List<String> parts) throws InterruptedException {
        List<String> words = with(pinned, directory);
        words.add("build");
        words.addAll(parts);
        fed(words, pinned, Docker.LONG);
    }

    /** The configuration goes through its input: it has secrets, which belong in no file and no list of processes. */
    private List<String> with(Project pinned, String directory) {
        List<String> words = new ArrayList<>(kind.words());
        words.addAll(List.of("--project-name", pinned.name(), "--project-directory", directory, "--file", "-"));
        return words;
    }

    private void fed(List<String> words, Project pinned, Duration atMost) throws InterruptedException {
        switch (site.place().pipe(command(site, words, atMost))) {
            case Place.Piping.Open(Pipe pipe) -> {
                try (pipe) {
                    pipe.in().write(pinned.json().getBytes(UTF_8));
                    Ran ran = pipe.end(atMost);
                    if (!(ran instanceof Ran.Ended(int status, String _, String _)) || status != 0) {
                        throw failure(ran);
                    }
                } catch (IOException e) {
                    throw new EngineFailure(
                            String.join(" ", kind.words()) + " did not take its configuration: " + e.getMessage());
                }
            }
            case Place.Piping.NotFound(String word) -> throw new EngineFailure("there is no " + word + " here");
            case Place.Piping.Refused(String why) -> throw new EngineFailure(why);
        }
    }

    /** Its own first line about what is wrong. */
    private static EngineFailure failure(Ran ran) {
        if (!(ran instanceof Ran.Ended(int status, String _, String stderr))) {
            return Docker.failure(ran);
        }
        Matcher logged = WITHIN_LOG.matcher(stderr);
        if (logged.find()) {
            return Docker.failure(new Ran.Ended(status, "", logged.group(1).replace("\\\"", "\"")));
        }
        // The first Compose says what is wrong in the lines after one that says that something is.
        List<String> lines = stderr.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !isNoise(line))
                .toList();
        String first = lines.isEmpty() ? "" : lines.getFirst();
        boolean introduced = lines.size() > 1 && first.endsWith(":");
        return Docker.failure(new Ran.Ended(
                status,
                "",
                introduced
                        ? "the Compose file is invalid: " + lines.get(1)
                        : first.replaceFirst("^\\.?FileNotFoundError: \\[Errno 2] N", "n")));
    }

    private static boolean isNoise(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return Stream.of("time=", "warning", "container ", "network ", "volume ", "creating ", "pulling ", "building ")
                .anyMatch(lower::startsWith);
    }
}
