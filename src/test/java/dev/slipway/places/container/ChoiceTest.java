package dev.slipway.places.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.Engine;
import dev.slipway.hands.FakePlace;
import dev.slipway.hands.Place;
import dev.slipway.hands.Place.Command;
import dev.slipway.hands.Place.Environment;
import dev.slipway.hands.Place.Ran;
import dev.slipway.places.local.LocalPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which container is meant, told by Compose's labels; and what is said when there is none to be used. */
@Tag("real")
class ChoiceTest {
    @TempDir
    private Path folder;

    private final List<String> made = new ArrayList<>();

    @AfterEach
    void remove() {
        made.forEach(name -> Engine.docker("rm", "--force", name));
    }

    private void make(String project, String service, int number, String... more) {
        String name = project + "-" + service + "-" + number + "-" + made.size();
        made.add(name);
        List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", name));
        Map.of("project", project, "service", service, "container-number", "" + number, "oneoff", "False")
                .forEach((label, value) ->
                        words.addAll(List.of("--label", "com.docker.compose." + label + "=" + value)));
        words.addAll(List.of(more));
        words.addAll(List.of(Engine.busybox(), "sleep", "3600"));
        Engine.docker(words.toArray(String[]::new));
    }

    private Choice choice(String project, String service, Optional<Integer> number) throws Exception {
        return Choice.of(
                new Docker(new LocalPlace(folder, folder)),
                new Wanted.Serviced(service, Optional.of(project), Optional.empty(), number));
    }

    private static String chosen(Choice choice) {
        return choice instanceof Choice.Right(Container container) ? container.name() : ((Choice.Wrong) choice).says();
    }

    @Test
    void a_service_is_chosen_by_its_labels_and_one_of_several_by_its_number() throws Exception {
        String project = Engine.unique("choice");
        make(project, "db", 1);
        make(project, "db", 2, "--label", "com.docker.compose.oneoff=True");
        make(project, "web", 1);
        make(project, "web", 2);
        make(project + "x", "db", 1);
        assertThat(chosen(choice(project, "db", Optional.empty()))).isEqualTo(made.get(0));
        assertThat(chosen(choice(project, "web", Optional.of(2)))).isEqualTo(made.get(3));
        assertThat(choice(project, "web", Optional.empty()))
                .isEqualTo(new Choice.Wrong(
                        "the service 'web' of the Compose project '" + project
                                + "' has 2 containers, numbers 1, 2: say which is meant by number: in the place",
                        false));
        assertThat(chosen(choice(project, "web", Optional.of(3))))
                .isEqualTo(
                        "there is no container number 3 of the service 'web' of the Compose project '" + project + "'");
        assertThat(chosen(choice(project, "webb", Optional.empty())))
                .isEqualTo("there is no container of the service 'webb' of the Compose project '" + project
                        + "': its services are web, db. Did you mean 'web'?");
        Engine.docker("stop", "--time", "0", made.get(3));
        assertThat(chosen(choice(project, "web", Optional.empty()))).isEqualTo(made.get(2));
        assertThat(choice(project, "web", Optional.of(2)))
                .isEqualTo(new Choice.Wrong(
                        "the container " + made.get(3) + " is not running: docker start " + made.get(3), true));
    }

    @Test
    void a_project_is_called_as_compose_would_call_it() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("_My Shop.2"));
        Place at = new LocalPlace(folder, directory);
        assertThat(Project.of(at, Optional.empty())).isEqualTo("myshop2");
        Files.writeString(directory.resolve("compose.yaml"), "services: {}\nname: \"named\" # so\n");
        assertThat(Project.of(at, Optional.empty())).isEqualTo("named");
        Files.writeString(directory.resolve(".env"), "A=1\nCOMPOSE_PROJECT_NAME='by-dotenv'\n");
        assertThat(Project.of(at, Optional.empty())).isEqualTo("by-dotenv");
        Files.createDirectory(folder.resolve("other"));
        assertThat(Project.of(at, Optional.of("../other"))).isEqualTo("other");
        assertThat(Project.of(with(at, Map.of("COMPOSE_PROJECT_NAME", "by-variable")), Optional.empty()))
                .isEqualTo("by-variable");
    }

    private static Place with(Place at, Map<String, String> variables) {
        return FakePlace.answering((command, _) -> {
            try {
                return at.run(new Command(
                        command.words(),
                        command.directory(),
                        new Environment(variables, List.of(), List.of()),
                        command.deadline()));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void an_engine_that_cannot_be_asked_is_said_to_be_so() throws Exception {
        Wanted wanted = new Wanted.Named("db");
        LocalPlace here = new LocalPlace(folder, folder);
        Place away = with(here, Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"));
        assertThat(chosen(Choice.of(new Docker(away), wanted)))
                .startsWith("no Docker engine answers here: ")
                .contains("/nowhere/docker.sock");
        Place lost = with(here, Map.of("DOCKER_CONTEXT", "no-such-context", "DOCKER_HOST", ""));
        assertThat(chosen(Choice.of(new Docker(lost), wanted)))
                .startsWith("no Docker engine answers here: ")
                .contains("no-such-context");
        assertThat(chosen(Choice.of(new Docker(FakePlace.empty()), wanted)))
                .isEqualTo("there is no docker program here: install it");
        Ran denied = new Ran.Ended(
                1,
                "",
                "permission denied while trying to connect to the Docker daemon socket at unix:///run/docker.sock\n");
        assertThat(chosen(Choice.of(new Docker(FakePlace.always(denied)), wanted)))
                .isEqualTo(
                        "this user may not speak with the Docker engine here: run as one of the group docker, or name"
                                + " another engine by DOCKER_HOST");
    }
}
