package dev.slipway.hands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A place that answers short commands by a function of the command and the time since its beginning; it begins nothing. */
public final class FakePlace implements Place {
    private final BiFunction<Command, Duration, Ran> answers;
    private final List<Command> commands = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;

    private FakePlace(BiFunction<Command, Duration, Ran> answers) {
        this.answers = answers;
    }

    public static FakePlace empty() {
        return new FakePlace((command, _) -> new Ran.NotFound(command.words().getFirst()));
    }

    public static FakePlace always(Ran ran) {
        return new FakePlace((_, _) -> ran);
    }

    public static FakePlace answering(BiFunction<Command, Duration, Ran> answers) {
        return new FakePlace(answers);
    }

    public List<Command> commands() {
        return commands;
    }

    void later(Duration time) {
        elapsed = elapsed.plus(time);
    }

    @Override
    public String name() {
        return "here";
    }

    @Override
    public Ran run(Command command) {
        commands.add(command);
        return answers.apply(command, elapsed);
    }

    @Override
    public Beginning begin(Launch launch) {
        throw new UnsupportedOperationException("this place runs short commands only");
    }

    @Override
    public Found find(AttemptName attempt, Capture capture) {
        throw new UnsupportedOperationException("this place runs short commands only");
    }

    @Override
    public void clear(AttemptName attempt) {
        throw new UnsupportedOperationException("this place runs short commands only");
    }

    @Override
    public void forget(String run) {
        throw new UnsupportedOperationException("this place runs short commands only");
    }
}
