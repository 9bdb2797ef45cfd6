package dev.slipway.actions.deploy;

import dev.slipway.docker.Compose;
import dev.slipway.docker.Container;
import dev.slipway.docker.Docker;
import dev.slipway.docker.Project;
import dev.slipway.hands.Processes.Name;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a container of the new version is made: by the configuration and the image that the run has pinned.
 *
 * @param origin who makes it, for its labels
 */
record Recipe(Compose compose, Project project, String directory, Pin pin, Origin origin) {
    static final String VERSION = "slipway.version";
    static final String NUMBER = "slipway.number";
    static final String CONFIGURATION = "slipway.configuration";
    static final String STEP = "slipway.step";
    static final String ENVIRONMENT = "slipway.environment";

    /** @param step of a run, for people */
    record Origin(String step, String environment) {}

    /**
     * What a run has fixed of a service, which is no secret.
     *
     * @param image the ID of its image
     * @param digest of its configuration
     * @param called the fixed name of its one container
     */
    record Pin(String image, String digest, Optional<String> called) {
        static Pin of(Project project, String service, String image) {
            return new Pin(image, project.digest(service, image), project.containerName(service));
        }

        /** Whether a container that is there already is what this run would make. */
        boolean isOf(Container container) {
            return container.image().equals(image)
                    && container.label(CONFIGURATION).equals(Optional.of(digest));
        }
    }

    /** Beside those that are there. */
    void make(Docker docker, Name name, Stop stop) throws InterruptedException {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(VERSION, name.version());
        labels.put(NUMBER, Integer.toString(name.number()));
        labels.put(CONFIGURATION, pin.digest());
        labels.put(STEP, origin.step());
        labels.put(ENVIRONMENT, origin.environment());
        String named = project.image(name.service());
        // By its name as long as that means the image that was pinned, since people read it.
        String by = docker.image(named).filter(pin.image()::equals).isPresent() ? named : pin.image();
        Project pinned = project.pinned(name.service(), by, labels, stop.configured());
        List<Container> now = docker.containers(project.name(), name.service());
        compose.create(pinned, directory, name.service(), now.size() + 1);
    }
}
