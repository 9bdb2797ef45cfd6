package dev.slipway.actions.deploy;

import dev.slipway.base.Nearest;
import dev.slipway.docker.Compose;
import dev.slipway.docker.Compose.Reading;
import dev.slipway.docker.Container;
import dev.slipway.docker.Docker;
import dev.slipway.docker.EngineFailure;
import dev.slipway.docker.Project;
import dev.slipway.hands.Place;
import dev.slipway.hands.Place.Ran;
import dev.slipway.hands.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that can be known to go wrong before anything changes. What is wrong is thrown as an {@link EngineFailure} with a remedy. */
final class Preflight {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final long MEGA = 1 << 20;

    private final ComposeVersion version;
    private final Site site;
    private final Docker docker;

    Preflight(ComposeVersion version, Site site) {
        this.version = version;
        this.site = site;
        this.docker = new Docker(site);
    }

    /** What the files come to now. */
    record Found(Compose compose, Project project, String directory) {}

    /** The project as its files have it now, with each of the services in it. */
    Found read() throws InterruptedException {
        Compose compose =
                Compose.find(site, version.compose().map(List::of).orElse(List.of(Compose.Kind.V2, Compose.Kind.V1)));
        String directory = directory();
        Reading reading = compose.read(version.composeFiles());
        reading.unset().stream().findFirst().ifPresent(name -> {
            throw new EngineFailure("the Compose file uses $" + name
                    + ", which is not set: declare it under 'variables', or write ${" + name
                    + ":-} where it may be empty");
        });
        Project project = reading.project().named(directory);
        for (Part part : version.parts()) {
            if (!project.parts().contains(part.service())) {
                throw new EngineFailure("the project " + project.name() + " has no service '" + part.service() + "'"
                        + Nearest.to(part.service(), project.parts())
                                .map(near -> ": did you mean '" + near + "'?")
                                .orElse(": it has " + String.join(", ", project.parts())));
            }
        }
        return new Found(compose, project, directory);
    }

    private String directory() throws InterruptedException {
        String folder = version.files().stream()
                .findFirst()
                .filter(file -> file.contains("/"))
                .map(file -> file.replaceFirst("/[^/]*$", "/"))
                .orElse(".");
        Ran ran = run(List.of("sh", "-c", "cd \"$1\" && pwd", "slipway", folder));
        if (ran instanceof Ran.Ended(int status, String stdout, String _) && status == 0) {
            return stdout.strip();
        }
        throw new EngineFailure("there is no folder " + folder + " with Compose files");
    }

    private Ran run(List<String> words) throws InterruptedException {
        return site.place().run(new Place.Command(words, site.directory(), site.environment(), SHORT));
    }

    /** Before the images: what would make all work on them idle. */
    void check(Found found) throws InterruptedException {
        for (Part part : version.parts()) {
            checkAlone(found.project(), part);
            checkPorts(found.project(), part);
            if (version.images() == ComposeVersion.Images.BUILD
                    && !found.project().isBuilt(part.service())) {
                throw new EngineFailure("'" + part.service()
                        + "' has no 'build' in the Compose file: say images: pull, load or present");
            }
        }
        for (Project.External external : found.project().externals()) {
            if (!docker.has(external.kind(), external.name())) {
                throw new EngineFailure("the " + external.kind() + " " + external.name()
                        + " is external and not there: docker " + external.kind() + " create " + external.name());
            }
        }
        checkFolder(found);
    }

    /** What only one container can have. */
    private void checkAlone(Project project, Part part) {
        String beside = version.strategy(part).beside()
                ? "'strategy: " + version.strategy(part).word() + "' needs two for a moment"
                : part.instances() > 1 ? "'instances' asks for " + part.instances() : "";
        if (beside.isEmpty()) {
            return;
        }
        Optional<String> called = project.containerName(part.service());
        if (called.isPresent()) {
            throw new EngineFailure("only one container can be called " + called.get() + ", and " + beside
                    + ": remove 'container_name' from '" + part.service() + "', or take strategy: recreate");
        }
        Optional<Project.Fixed> fixed =
                project.fixedPorts(part.service()).stream().findFirst();
        if (fixed.isPresent()) {
            throw new EngineFailure(
                    "only one container can have the port " + fixed.get().port()
                            + " of the machine, and " + beside + ": remove it from 'ports' of '" + part.service()
                            + "', since requests come through the front, or write 127.0.0.1::"
                            + fixed.get().target() + ", or take strategy: recreate");
        }
    }

    private void checkPorts(Project project, Part part) throws InterruptedException {
        for (Project.Fixed fixed : project.fixedPorts(part.service())) {
            List<String> owners = docker.said(
                            "ps",
                            "--filter",
                            "publish=" + fixed.port(),
                            "--format",
                            "{{.Names}} {{.Label \"com.docker.compose.project\"}}/{{.Label \"com.docker.compose.service\"}}")
                    .lines()
                    .toList();
            Optional<String> other = owners.stream()
                    .filter(line -> !line.endsWith(" " + project.name() + "/" + part.service()))
                    .findFirst();
            if (other.isPresent()) {
                throw new EngineFailure("the port " + fixed.port() + " of the machine, which '" + part.service()
                        + "' publishes, is taken by the container "
                        + other.get().replaceFirst(" .*", "") + ": end that one, or take another port");
            }
            if (owners.isEmpty() && listens(fixed.port())) {
                throw new EngineFailure("the port " + fixed.port() + " of the machine, which '" + part.service()
                        + "' publishes, is taken by another program: 'ss -ltnp' shows by which");
            }
        }
    }

    private boolean listens(int port) throws InterruptedException {
        return run(List.of("cat", "/proc/net/tcp", "/proc/net/tcp6"))
                        instanceof Ran.Ended(int _, String table, String _)
                && Sockets.count(table, port, Sockets.LISTENS) > 0;
    }

    /** Two folders whose projects have one name would take each other's containers for their own. */
    private void checkFolder(Found found) throws InterruptedException {
        for (Container container : docker.containers(found.project().name())) {
            Optional<String> from = container.label("com.docker.compose.project.working_dir");
            boolean ours = container.label(Recipe.VERSION).isPresent()
                    || from.filter(found.directory()::equals).isPresent();
            if (!ours && from.isPresent() && container.state().runs()) {
                throw new EngineFailure("the project " + found.project().name() + " runs from the folder " + from.get()
                        + " as well, not from " + found.directory()
                        + ": two projects need two names, by 'project'; release from there if it is the same");
            }
        }
    }

    /** Gets the images, and says what they are. */
    Map<String, String> images(Found found) throws InterruptedException {
        List<String> names = version.parts().stream().map(Part::service).toList();
        switch (version.images()) {
            case LOAD -> {
                checkDisk(2 * size(version.archive().orElseThrow()));
                docker.load(version.archive().orElseThrow());
            }
            case PULL -> {
                checkDisk(256 * MEGA);
                found.compose().pull(found.project(), found.directory(), names);
            }
            case BUILD -> {
                checkDisk(256 * MEGA);
                found.compose().build(found.project(), found.directory(), names);
            }
            case PRESENT -> {
                // Somebody else has seen to it.
            }
        }
        Map<String, String> ids = new LinkedHashMap<>();
        List<String> absent = new ArrayList<>();
        for (String name : names) {
            String image = found.project().image(name);
            docker.image(image).ifPresentOrElse(id -> ids.put(name, id), () -> absent.add(image));
        }
        if (!absent.isEmpty()) {
            throw new EngineFailure("there is no image " + String.join(", ", absent)
                    + " here: build, pull or load it before, or say it by 'images'");
        }
        return ids;
    }

    private long size(String archive) throws InterruptedException {
        if (run(List.of("stat", "--dereference", "--format", "%s", archive))
                        instanceof Ran.Ended(int status, String stdout, String _)
                && status == 0) {
            return Long.parseLong(stdout.strip());
        }
        throw new EngineFailure("there is no archive " + archive + ": write it with docker save");
    }

    /** Where the engine keeps its images, if that is on this machine. */
    private void checkDisk(long needed) throws InterruptedException {
        String root = docker.answering().root();
        if (run(List.of("df", "-Pk", root)) instanceof Ran.Ended(int status, String stdout, String _) && status == 0) {
            String[] words = stdout.strip().replaceFirst("(?s).*\n", "").split("\\s+", -1);
            long free = words.length > 3 && words[3].matches("\\d{1,15}") ? Long.parseLong(words[3]) << 10 : needed;
            if (free < needed) {
                throw new EngineFailure("only " + free / MEGA + " MB are free at " + root
                        + ", where the engine keeps images, and " + Math.ceilDiv(needed, MEGA)
                        + " MB are needed: 'docker image prune' frees what nothing uses");
            }
        }
    }
}
