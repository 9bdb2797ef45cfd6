package dev.slipway.actions.images;

import dev.slipway.base.Data;
import dev.slipway.hands.Place;
import dev.slipway.hands.Program;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The engine of Docker at a step's place, asked by its own program in JSON. */
record Engine(Program docker) {

    static Engine at(Site site) {
        return new Engine(new Program(site, Duration.ofMinutes(5), "docker"));
    }

    /** Empty when there is no such image. */
    Optional<Image> image(String name) throws Refusal, InterruptedException {
        Place.Ran.Ended ended = docker.ended(List.of("image", "inspect", "--format", "{{json .}}", "--", name));
        if (ended.status() == 0) {
            return Optional.of(Image.of(Json.read(ended.stdout())));
        }
        // It says so on stderr alone, with the same status as for an engine that is not there.
        if (ended.stderr().contains("No such image")) {
            return Optional.empty();
        }
        throw new Refusal("docker says: " + Program.complaint(ended));
    }

    List<Image> images() throws Refusal, InterruptedException {
        List<String> ids = docker.said("image", "ls", "--quiet", "--no-trunc")
                .lines()
                .distinct()
                .toList();
        List<Image> images = new ArrayList<>();
        for (String id : ids) {
            image(id).ifPresent(images::add); // one may go while they are looked at
        }
        return images;
    }

    /** The images of all containers, also of those that are stopped, by id. */
    List<String> used() throws Refusal, InterruptedException {
        List<String> containers = docker.said("container", "ls", "--all", "--quiet", "--no-trunc")
                .lines()
                .toList();
        List<String> images = new ArrayList<>();
        for (String container : containers) {
            Place.Ran.Ended ended =
                    docker.ended(List.of("container", "inspect", "--format", "{{json .Image}}", "--", container));
            if (ended.status() == 0) {
                images.add(Json.read(ended.stdout()).plain());
            } else if (!ended.stderr().toLowerCase(Locale.ROOT).contains("no such")) {
                throw new Refusal("docker says: " + Program.complaint(ended));
            }
        }
        return images;
    }

    String architecture() throws Refusal, InterruptedException {
        Data server = Json.read(docker.said("version", "--format", "{{json .Server}}"));
        return Image.text(server, "Arch");
    }
}
