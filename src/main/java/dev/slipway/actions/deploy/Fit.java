package dev.slipway.actions.deploy;

import dev.slipway.parameters.Doc;
import dev.slipway.parameters.OrOne;
import dev.slipway.parameters.Standard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a container counts as ready: always when it runs and its own health check, where it has one, has succeeded. */
public record Fit(
        @Doc("The path that answers at 'port' when it is ready") @Standard("/")
        String path,

        @Doc("The status that means ready, or a list of them") @OrOne @Standard("200")
        List<Integer> status,

        @Doc("A program with its arguments that succeeds within the container when it is ready") @Standard("")
        List<String> command,

        @Doc("How long one that neither listens nor has a check must have run") @Standard("3s")
        Duration stays,

        @Doc("How long it may take") @Standard("60s") Duration within) {

    static final Fit USUAL = new Fit("/", List.of(200), List.of(), Duration.ofSeconds(3), Duration.ofMinutes(1));

    public Fit {
        Visitor.checkPath(path);
        command.stream().findFirst().ifPresent(word -> Rollout.require(!word.isBlank(), "'command' is empty"));
    }

    Ready asked() {
        return new Ready(path, status, within);
    }

    Optional<List<String>> program() {
        return command.isEmpty() ? Optional.empty() : Optional.of(command);
    }
}
