package dev.slipway.actions.check;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Expected;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.hands.Place;
import dev.slipway.hands.ShellLine;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.ShellText;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code check.command}: a command that changes nothing and says whether all is well. */
public final class CheckCommand implements Action<CheckCommand.Command> {

    public record Command(
            @Doc("The command, as bash reads it; it must change nothing") @ShellText
            String run,

            @Doc("The exit status that is right") @Standard("0")
            int status,

            @Doc("Lines that its output must have, in order; '...' stands for anything")
            Optional<String> expect,

            @Doc("How long one run may take") @Standard("60s")
            Duration timeout,

            @Doc("Try again until it is right, for so long") Optional<Duration> within,

            @Doc("How long to wait between tries") @Standard("5s")
            Duration every) {
        public Command {
            if (run.isBlank()) {
                throw new IllegalArgumentException("'run' is empty");
            }
        }
    }

    @Override
    public String name() {
        return "check.command";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a command ends as it should";
    }

    @Override
    public String doc() {
        return "Runs at the step's place and in its directory, with the inputs, outputs and declared variables in the"
                + " environment, outside the session of the shell steps. A crash repeats it, so it must change nothing.";
    }

    @Override
    public String example() {
        return "check.command: {run: 'docker compose ps --status running', expect: '...planner-app...'}";
    }

    @Override
    public Parameters<Command> parameters() {
        return RecordParameters.of(Command.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        return Preview.line(new Preview(parameters).text("run", "a command"));
    }

    @Override
    public boolean atPlace() {
        return true;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Command command, Site site) throws InterruptedException {
        LastOutput last = new LastOutput(site);
        Outcome outcome = new Patience(command.every(), command.within())
                .await(site, command.timeout(), limit -> look(command, limit, last));
        last.say();
        return outcome;
    }

    private static Seen look(Command command, Duration limit, LastOutput last) throws InterruptedException {
        return switch (new ShellLine(command.run()).run(last.site, limit)) {
            case Place.Ran.Ended ended -> {
                last.keep(ended);
                yield judge(command, ended);
            }
            case Place.Ran.NotFound(String word) ->
                new Seen.Hopeless(
                        "there is no " + word + " at " + last.site.place().name());
            case Place.Ran.TooLong(Duration deadline) -> new Seen.Otherwise("no end after " + Patience.said(deadline));
        };
    }

    private static Seen judge(Command command, Place.Ran.Ended ended) {
        if (ended.status() != command.status()) {
            return new Seen.Otherwise("exit status " + ended.status() + " instead of " + command.status());
        }
        return command.expect()
                .flatMap(expect -> Expected.of(expect).missingIn(ended.stdout()))
                .<Seen>map(line -> new Seen.Otherwise("the output lacks the line '" + line + "'"))
                .orElseGet(() -> new Seen.AsWanted(""));
    }

    /** Of many tries, the output of the last one is what people want to read. */
    private static final class LastOutput {
        private final Site site;
        private List<String> lines = List.of();

        LastOutput(Site site) {
            this.site = site;
        }

        void keep(Place.Ran.Ended latest) {
            lines = Stream.concat(latest.stdout().lines(), latest.stderr().lines())
                    .toList();
        }

        void say() {
            lines.forEach(site::say);
        }
    }
}
