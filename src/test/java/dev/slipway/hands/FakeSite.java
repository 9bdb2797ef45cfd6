package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A site whose clock moves only when an action pauses. */
public final class FakeSite extends BareSite {
    private final Consumer<Duration> later;
    private final List<String> notes = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Instant begun = Instant.parse("2026-11-21T14:00:00Z");
    private Instant now = begun;
    private boolean stopped;
    private int left = Integer.MAX_VALUE;
    private final Map<String, Front> fronts = new LinkedHashMap<>();
    private final Map<String, Depot> depots = new LinkedHashMap<>();
    private Optional<Processes> processes = Optional.empty();
    private Optional<String> memory = Optional.empty();
    private final List<String> diary = new ArrayList<>();

    public FakeSite() {
        this(FakePlace.empty());
    }

    public FakeSite(FakePlace place) {
        this(place, place::later);
    }

    /** At a place with a clock of its own. */
    public FakeSite(Place place) {
        this(place, _ -> {});
    }

    private FakeSite(Place place, Consumer<Duration> later) {
        super(place);
        this.later = later;
    }

    public FakeSite begunAt(Instant begun, Instant now) {
        this.begun = begun;
        this.now = now;
        return this;
    }

    public FakeSite with(Secret secret) {
        secrets.add(secret);
        return this;
    }

    public FakeSite with(String variable, String value) {
        plain.put(variable, value);
        return this;
    }

    public FakeSite withRoot(String name, Data data) {
        roots.put(name, data);
        return this;
    }

    /** The next pause ends as when a step is stopped. */
    public FakeSite stopped() {
        stopped = true;
        return this;
    }

    /** As when the process is killed instead of so many pauses and one more. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    public FakeSite killedAfter(int morePauses) {
        left = morePauses;
        return this;
    }

    public List<String> said() {
        return said;
    }

    public List<String> notes() {
        return notes;
    }

    public List<Duration> pauses() {
        return pauses;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Instant begun() {
        return begun;
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        if (stopped) {
            throw new InterruptedException();
        }
        if (left-- == 0) {
            throw new Killed();
        }
        pauses.add(time);
        now = now.plus(time);
        later.accept(time);
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }

    public FakeSite with(Front front) {
        fronts.put(front.name(), front);
        return this;
    }

    public FakeSite with(Processes given) {
        processes = Optional.of(given);
        return this;
    }

    @Override
    public String origin() {
        return "r000000/step";
    }

    @Override
    public Front front(String name) {
        return Optional.ofNullable(fronts.get(name)).orElseThrow();
    }

    public FakeSite with(Depot depot) {
        depots.put(depot.name(), depot);
        return this;
    }

    @Override
    public Depot depot(String name) {
        return Optional.ofNullable(depots.get(name)).orElseThrow();
    }

    @Override
    public Processes processes() {
        return processes.orElseThrow();
    }

    @Override
    public Optional<String> recall() {
        return memory;
    }

    @Override
    public void remember(String text) {
        memory = Optional.of(text);
    }

    @Override
    public List<String> diary() {
        return List.copyOf(diary);
    }

    @Override
    public void enter(Data.Mapping line) {
        diary.add(line.json());
    }
}
