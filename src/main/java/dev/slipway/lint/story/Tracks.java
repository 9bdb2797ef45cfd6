package dev.slipway.lint.story;

import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.tools.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Acts by the procedure that they belong to. */
final class Tracks {
    /** A document of more commands is generated, or data: the first so many are looked at. */
    static final int MOST = 5_000;

    private int size;
    private Optional<Story.Unread> unread = Optional.empty();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<List<Act>> tracks = new ArrayList<>();

    void add(Performance.Scene scene, Optional<Script> script, Invocation invocation, List<Fact> facts) {
        if (++size > MOST) {
            unread = unread.or(() -> Optional.of(new Story.Unread(
                    String.format(Locale.ROOT, "From here on nothing was looked at: %,d commands stand above.", MOST),
                    invocation.from(),
                    invocation.to())));
            return;
        }
        int number = numbers.computeIfAbsent(scene.track(), _ -> tracks.size());
        if (number == tracks.size()) {
            tracks.add(new ArrayList<>());
        }
        List<Act> track = tracks.get(number);
        track.add(new Act(track.size(), number, scene.option(), scene.chapter(), script, invocation, facts));
    }

    /** From where on commands were not looked at. */
    Optional<Story.Unread> unread() {
        return unread;
    }

    List<List<Act>> all() {
        return tracks.stream().map(List::copyOf).toList();
    }
}
