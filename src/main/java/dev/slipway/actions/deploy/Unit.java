package dev.slipway.actions.deploy;

import dev.slipway.actions.deploy.Preflight.Found;
import dev.slipway.base.Data;
import dev.slipway.docker.Docker;
import dev.slipway.docker.EngineFailure;
import dev.slipway.docker.Project;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Site;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The services of one version of a Compose project, released one after the other and taken back as one, the last one first. */
final class Unit {
    private final ComposeVersion version;
    private final Site site;
    private final Notebook notebook;

    Unit(ComposeVersion version, Site site) {
        this.version = version;
        this.site = site;
        this.notebook = new Notebook(Memory.of(site));
    }

    Outcome forward() throws InterruptedException {
        try {
            new Docker(site).answering();
            Optional<Found> found = notebook.isEmpty() ? Optional.of(begin()) : now();
            return notebook.failed().isPresent() ? takenBack("it had failed when Slipway ended") : forward(found);
        } catch (EngineFailure failure) {
            return new Outcome.Failed(failure.says());
        }
    }

    /** Looks at everything, gets the images and pins them: from here on nothing is read anew. */
    private Found begin() throws InterruptedException {
        Preflight preflight = new Preflight(version, site);
        Found found = preflight.read();
        preflight.check(found);
        Map<String, String> images = preflight.images(found);
        Map<String, Recipe.Pin> pins = new LinkedHashMap<>();
        for (Map.Entry<String, String> image : images.entrySet()) {
            pins.put(image.getKey(), Recipe.Pin.of(found.project(), image.getKey(), image.getValue()));
        }
        for (Part part : version.parts()) {
            Made made = made(
                    found, Recipe.Pin.of(found.project(), part.service(), images.getOrDefault(part.service(), "")));
            Optional<String> refused =
                    deploying(part, found.project().name(), made).refused();
            if (refused.isPresent()) {
                throw new EngineFailure(refused.get());
            }
        }
        notebook.pin(found.project().name(), pins);
        pins.forEach((service, pin) -> site.say(service + " is made of " + pin.image()));
        return found;
    }

    /** After a crash: empty where the files cannot be read any more, which matters only if a container is still to be made. */
    private Optional<Found> now() throws InterruptedException {
        try {
            return Optional.of(new Preflight(version, site).read());
        } catch (EngineFailure failure) {
            site.say(failure.says());
            return Optional.empty();
        }
    }

    private Made made(Optional<Found> found, Part part) {
        Recipe.Pin pin = notebook.pin(part.service());
        return found.isPresent() && isPinned(found.get().project(), part, pin)
                ? made(found.get(), pin)
                : Made.not(
                        pin,
                        "the configuration of " + part.service()
                                + " is not what it was when the release began: put its Compose files and variables back, or roll"
                                + " back and begin a new run");
    }

    private static boolean isPinned(Project project, Part part, Recipe.Pin pin) {
        return project.digest(part.service(), pin.image()).equals(pin.digest());
    }

    private Made made(Found found, Recipe.Pin pin) {
        return Made.by(new Recipe(
                found.compose(),
                found.project(),
                found.directory(),
                pin,
                new Recipe.Origin(site.origin(), Deploying.environment(site))));
    }

    private Deploying deploying(Part part, String project, Made made) {
        return new Deploying(
                version.rollout(part),
                new ContainerInstances(part, project, site, made),
                site,
                notebook.part(part.service()));
    }

    private Outcome forward(Optional<Found> found) throws InterruptedException {
        Instant began = site.now();
        Map<String, Data> outputs = new LinkedHashMap<>();
        String said = "";
        for (Part part : version.parts()) {
            if (notebook.done().contains(part.service())) {
                continue;
            }
            switch (deploying(part, notebook.project(), made(found, part)).forward()) {
                case Outcome.Succeeded(String summary, Map<String, Data> more) -> {
                    outputs.putAll(more);
                    said = summary;
                    new Strays(part, site, notebook).end(instances(part), version);
                    notebook.done(part.service());
                }
                case Outcome.Failed failed -> {
                    return isAlone() ? failed : failed(part, failed.reason());
                }
                case Outcome.InDoubt doubt -> {
                    return doubt;
                }
            }
        }
        return new Outcome.Succeeded(
                isAlone()
                        ? said
                        : names(version.parts()) + " are " + version.version() + ", in "
                                + Patience.said(Duration.between(began, site.now())),
                withImages(outputs));
    }

    private boolean isAlone() {
        return version.parts().size() == 1;
    }

    private static String names(List<Part> parts) {
        return parts.stream().map(Part::service).collect(Collectors.joining(", "));
    }

    private Map<String, Data> withImages(Map<String, Data> outputs) {
        Map<String, Data> images = new LinkedHashMap<>();
        version.parts()
                .forEach(part -> images.put(
                        part.service(), Data.of(notebook.pin(part.service()).image())));
        outputs.putIfAbsent("version", Data.of(version.version()));
        outputs.put("images", new Data.Mapping(images));
        return outputs;
    }

    private Outcome failed(Part part, String reason) throws InterruptedException {
        notebook.failed(reason);
        return takenBack(part.service() + ": " + reason);
    }

    /** The one that failed has taken itself back; those before it follow. */
    private Outcome takenBack(String reason) throws InterruptedException {
        List<Part> before = version.parts().stream()
                .filter(part -> notebook.part(part.service()).recall().isPresent())
                .toList();
        Optional<String> stuck = back(before);
        notebook.takenBack();
        return new Outcome.Failed(
                stuck.isPresent()
                        ? reason + "; and not all could be taken back: " + stuck.get()
                        : reason + "; " + names(before) + (before.size() == 1 ? " is" : " are") + " as before");
    }

    Outcome back() throws InterruptedException {
        if (notebook.isEmpty()) {
            return new Outcome.Succeeded("it had not begun", Map.of());
        }
        try {
            new Docker(site).answering();
            if (isAlone()) {
                return back(version.parts().getFirst());
            }
            return back(version.parts())
                    .<Outcome>map(Outcome.Failed::new)
                    .orElseGet(() -> new Outcome.Succeeded(names(version.parts()) + " are as before", Map.of()));
        } catch (EngineFailure failure) {
            return new Outcome.Failed(failure.says());
        }
    }

    /** All of them are tried, the last one first; what is stuck is said. */
    private Optional<String> back(List<Part> parts) throws InterruptedException {
        List<String> stuck = new ArrayList<>();
        for (Part part : parts.reversed()) {
            if (back(part) instanceof Outcome.Failed(String reason)) {
                stuck.add(part.service() + ": " + reason);
            }
        }
        return stuck.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", stuck));
    }

    private Outcome back(Part part) throws InterruptedException {
        Made none = Made.not(notebook.pin(part.service()), "nothing new is made on the way back");
        Outcome outcome = deploying(part, notebook.project(), none).back();
        new Strays(part, site, notebook).again(instances(part));
        return outcome;
    }

    private Instances instances(Part part) {
        Made none = Made.not(notebook.pin(part.service()), "nothing new is made here");
        return new ContainerInstances(part, notebook.project(), site, none);
    }
}
