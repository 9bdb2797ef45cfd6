package dev.slipway.places.container;

import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place.Command;
import dev.slipway.hands.Place.Piping;
import dev.slipway.hands.Place.Ran;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Short commands and streams: {@code docker exec}, which must leave nothing behind when it is given up. */
record Errands(Inside inside) {
    private static final String REFUSED = "OCI runtime exec failed";
    private static final int NOT_STARTED = 126;

    Ran run(Command command, Container container, String directory) throws InterruptedException {
        String mark = mark();
        Command around = around(command, container.id(), directory, List.of("--env", "SLIPWAY_MARK=" + mark));
        try {
            Ran ran = inside.docker().at().run(around);
            if (ran instanceof Ran.TooLong) {
                inside.kill(container.id(), mark);
            }
            return ran instanceof Ran.Ended ended ? told(ended, command, directory) : ran;
        } catch (InterruptedException e) {
            inside.kill(container.id(), mark);
            throw e;
        }
    }

    private static String mark() {
        return UUID.randomUUID().toString();
    }

    /** What the engine says when it could not start the program; some versions say it on stdout. */
    private static Ran told(Ran.Ended ended, Command command, String directory) {
        String said = ended.stdout().startsWith(REFUSED) ? ended.stdout() : ended.stderr();
        if (ended.status() < NOT_STARTED || !said.contains(REFUSED)) {
            return ended;
        }
        if (said.contains("chdir to cwd")) {
            return new Ran.Ended(NOT_STARTED, "", "there is no directory " + directory + "\n");
        }
        return said.contains("executable file not found") || said.contains("no such file or directory")
                ? new Ran.NotFound(command.words().getFirst())
                : new Ran.Ended(NOT_STARTED, "", said);
    }

    Piping pipe(Command command, Container container, String directory) throws InterruptedException {
        String word = command.words().getFirst();
        Ran looked =
                inside.sh(container.id(), "cd -- \"$1\" && command -v -- \"$2\" >/dev/null || exit 9", directory, word);
        if (looked instanceof Ran.Ended(int status, String _, String _) && status == 9) {
            return new Piping.NotFound(word);
        }
        String mark = mark();
        List<String> options = List.of("--interactive", "--env", "SLIPWAY_MARK=" + mark);
        return switch (inside.docker().at().pipe(around(command, container.id(), directory, options))) {
            case Piping.Open(Pipe pipe) -> new Piping.Open(new ContainerPipe(pipe, inside, container.id(), mark));
            case Piping.NotFound(String docker) -> new Piping.NotFound(docker);
            case Piping.Refused refused -> refused;
        };
    }

    private Command around(Command command, String container, String directory, List<String> more) {
        Passed passed = Passed.of(command.environment());
        List<String> options = new ArrayList<>(List.of("--workdir", directory));
        options.addAll(more);
        options.addAll(passed.options());
        List<String> words = new ArrayList<>();
        if (!passed.inside().isEmpty()) {
            words.addAll(List.of("sh", "-c", passed.inside() + "exec \"$@\"", "slipway"));
        }
        words.addAll(command.words());
        return new Command(
                inside.exec(container, options, words), Optional.empty(), passed.given(), command.deadline());
    }
}
