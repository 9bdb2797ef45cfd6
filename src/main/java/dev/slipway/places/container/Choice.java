package dev.slipway.places.container;

import dev.slipway.base.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The container that is meant, as it is at this moment; or the sentence that says why there is none to be used. */
sealed interface Choice {
    record Right(Container container) implements Choice {}

    /** @param later whether a step before may change that: it is not there yet, or does not run */
    record Wrong(String says, boolean later) implements Choice {}

    static Choice of(Docker docker, Wanted wanted) throws InterruptedException {
        try {
            return switch (wanted) {
                case Wanted.Named(String name) ->
                    docker.inspect(List.of(name))
                            .map(found -> usable(found.getFirst()))
                            .orElseGet(() -> new Wrong(
                                    "there is no container '" + name + "': create and start it, or correct the place",
                                    true));
                case Wanted.Serviced serviced -> serviced(docker, serviced);
            };
        } catch (Docker.Away e) {
            return new Wrong(e.says(), false);
        }
    }

    private static Choice usable(Container container) {
        return container.unable().<Choice>map(why -> new Wrong(why, true)).orElseGet(() -> new Right(container));
    }

    private static Choice serviced(Docker docker, Wanted.Serviced wanted) throws InterruptedException, Docker.Away {
        String project =
                wanted.project().isPresent() ? wanted.project().get() : Project.of(docker.at(), wanted.directory());
        List<Container> all = docker.ofProject(project);
        List<Container> found = new ArrayList<>(all.stream()
                .filter(each -> each.label("service").equals(wanted.service()))
                .sorted(Comparator.comparingInt(Choice::number))
                .toList());
        String service = "the service '" + wanted.service() + "' of the Compose project '" + project + "'";
        if (found.isEmpty()) {
            List<String> services =
                    all.stream().map(each -> each.label("service")).distinct().toList();
            String near = services.isEmpty()
                    ? "nothing of this project is there; start it with docker compose up -d, or name another by project: in the place"
                    : Nearest.help("its services are", wanted.service(), services)
                            .replace("are:", "are");
            return new Wrong("there is no container of " + service + ": " + near.replaceFirst("\\.$", ""), true);
        }
        wanted.number().ifPresent(number -> found.removeIf(each -> number(each) != number));
        if (found.isEmpty()) {
            return new Wrong("there is no container number " + wanted.number().orElseThrow() + " of " + service, true);
        }
        if (found.size() > 1) {
            List<Container> running = found.stream().filter(Container::runs).toList();
            String numbers =
                    found.stream().map(each -> Integer.toString(number(each))).collect(Collectors.joining(", "));
            return running.size() == 1
                    ? new Right(running.getFirst())
                    : new Wrong(
                            service + " has " + found.size() + " containers, numbers " + numbers
                                    + ": say which is meant by number: in the place",
                            false);
        }
        return usable(found.getFirst());
    }

    private static int number(Container container) {
        return Optional.of(container.label("container-number"))
                .filter(text -> text.matches("\\d{1,8}"))
                .map(Integer::valueOf)
                .orElse(0);
    }
}
