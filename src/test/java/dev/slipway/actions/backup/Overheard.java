package dev.slipway.actions.backup;

import dev.slipway.hands.Place;
import dev.slipway.places.local.LocalPlace;
import java.nio.file.Path;
import java.util.List;

/** The place of the tests, with the words of each command that was begun there. */
final class Overheard implements Place {
    private final LocalPlace inner;
    private final List<List<String>> lines;

    Overheard(Path temporary, List<List<String>> lines) {
        this.inner = new LocalPlace(temporary, temporary);
        this.lines = lines;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public Beginning begin(Launch launch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Found find(AttemptName attempt, Capture capture) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clear(AttemptName attempt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forget(String run) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Ran run(Command command) throws InterruptedException {
        lines.add(command.words());
        return inner.run(command);
    }

    @Override
    public Piping pipe(Command command) {
        lines.add(command.words());
        return inner.pipe(command);
    }
}
