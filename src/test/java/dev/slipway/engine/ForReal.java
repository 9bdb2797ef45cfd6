package dev.slipway.engine;

import dev.slipway.base.Operator;
import dev.slipway.base.Problem;
import dev.slipway.base.RunId;
import dev.slipway.base.StepId;
import dev.slipway.engine.Desk.Attendance;
import dev.slipway.hands.Fronts;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Traffic;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.journal.jdbc.JdbcJournal;
import dev.slipway.main.ShippedActions;
import dev.slipway.operations.Request;
import dev.slipway.operations.Ruling;
import dev.slipway.operations.Standing;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.places.local.LocalProcesses;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Slipway as it ships, with everything real but the doors: the machine itself, processes, a SQLite journal in a folder. The
 * runbook is {@code runbook.md} in {@link #directory}. One object is one process of Slipway; {@link #another} is a second.
 */
public final class ForReal implements AutoCloseable {
    /** Fronts of tests, by the socket that the runbook names. */
    public static final Map<String, Traffic> FRONT = new ConcurrentHashMap<>();

    private static final Fronts FRONTS =
            front -> Optional.ofNullable(FRONT.get(front.setting(front.driver()).orElseThrow()))
                    .orElseThrow(() -> new TrafficFailure("nothing listens at " + front.settings()));

    private final Path directory;
    private final Path state;
    private final Map<String, String> variables;
    private final Journal journal;
    private final Desk desk;
    private final List<String> output = new CopyOnWriteArrayList<>();

    /** How moving ended, and the run as it is then. */
    public record Played(Mover.Stop stop, Desk.Shown shown) {
        public Run run() {
            return shown.run();
        }

        public RunId id() {
            return run().id();
        }
    }

    public ForReal(Path directory, Path state, Map<String, String> variables, String operator) {
        this(directory, state, variables, thisProcess(operator));
    }

    public ForReal(Path directory, Path state, Map<String, String> variables, Holder holder) {
        StateFolder folder = StateFolder.at(state);
        this.directory = directory;
        this.state = folder.root();
        this.variables = new HashMap<>(System.getenv());
        this.variables.putAll(variables);
        this.journal = JdbcJournal.sqlite(folder.journal(), InstantSource.system());
        this.desk = new Desk(
                journal,
                folder,
                ShippedActions.ALL,
                new Outside(
                        new PlaceWith(variables, new LocalPlace(folder.root(), directory)),
                        new LocalProcesses(folder.root(), directory),
                        FRONTS),
                new Surroundings(
                        new Operator(holder.operator()),
                        holder,
                        directory,
                        directory,
                        this.variables,
                        InstantSource.system()));
    }

    /** A runbook of these words below a front matter that runs the section {@code steps}. */
    public static ForReal of(Path folder, String body) {
        return of(folder, "procedures: {release: {run: [steps]}}", body);
    }

    /** @param front what stands below {@code slipway:}, besides version and service */
    public static ForReal of(Path folder, String front, String body) {
        String document =
                "---\nslipway:\n  version: 1\n  service: shop\n" + front.indent(2) + "---\n\n# Shop\n\n" + body;
        try {
            Path directory = Files.createDirectories(folder.resolve("repo"));
            Files.writeString(directory.resolve("runbook.md"), document);
            return new ForReal(directory, folder.resolve("state"), Map.of(), "anna");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Holder thisProcess(String operator) {
        ProcessHandle self = ProcessHandle.current();
        return new Holder(
                operator,
                "here",
                "boot-1",
                self.pid(),
                self.info().startInstant().orElseThrow());
    }

    /** A second process on the same state. */
    ForReal another(Holder holder) {
        return new ForReal(directory, state, variables, holder);
    }

    public Desk desk() {
        return desk;
    }

    /** Grows with every write, by whatever process. */
    public long changes() {
        return journal.version();
    }

    public Path directory() {
        return directory;
    }

    public Path state() {
        return state;
    }

    /** What steps said, a line each: {@code step: text}. */
    public List<String> output() {
        return output;
    }

    public Draft draft(String what, Map<String, String> inputs) throws InterruptedException {
        return desk.draft(new Draft.Wish(Path.of("runbook.md"), Optional.of(what), Optional.empty(), inputs));
    }

    public Draft.Ready ready(String what, Map<String, String> inputs) throws InterruptedException {
        return switch (draft(what, inputs)) {
            case Draft.Ready ready -> ready;
            case Draft.Refused refused ->
                throw new AssertionError(
                        refused.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
            case Draft.Wanting wanting -> throw new AssertionError("wants " + wanting.inputs());
            case Draft.Unusable unusable -> throw new AssertionError(unusable.says() + ": " + unusable.help());
        };
    }

    public Desk.Start begin(String what, Map<String, String> inputs) throws InterruptedException {
        return desk.start(ready(what, inputs), Attendance.UNATTENDED, ears());
    }

    public Mover started(String what, Map<String, String> inputs) throws InterruptedException {
        return switch (begin(what, inputs)) {
            case Desk.Start.Begun begun -> begun.mover();
            case Desk.Start.Locked locked ->
                throw new AssertionError("locked by " + locked.by().run().id());
            case Desk.Start.Lacking lacking -> throw new AssertionError(lacking.problems());
            case Desk.Start.Unfit unfit -> throw new AssertionError(String.join("\n", unfit.sentences()));
            case Desk.Start.Unready unready -> throw new AssertionError(String.join("\n", unready.sentences()));
        };
    }

    public Mover taken(RunId id) throws InterruptedException {
        return switch (desk.take(id, Desk.Claim.FROM_THE_DEAD, Attendance.UNATTENDED, ears())) {
            case Desk.Take.Taken taken -> taken.mover();
            case Desk.Take.Held held -> throw new AssertionError("held by " + held.by() + ", " + held.alive());
            case Desk.Take.Over over ->
                throw new AssertionError("over: " + over.run().ended());
            case Desk.Take.Unfit unfit -> throw new AssertionError(String.join("\n", unfit.sentences()));
        };
    }

    /** Starts a procedure and moves it as far as it goes without people; each word is {@code input=value}. */
    public Played play(String what, String... inputs) throws InterruptedException {
        return play(started(what, told(List.of(inputs))));
    }

    /** Leaves the requests, and moves a run that rests. */
    public Played goOn(RunId id, Request... requests) throws InterruptedException {
        for (Request request : requests) {
            if (desk.ask(id, request) instanceof Ruling.Refused refused) {
                throw new AssertionError(refused.says() + ": " + refused.help());
            }
        }
        return play(taken(id));
    }

    /** As {@link #play}, with somebody there who says yes to everything that is asked. */
    public Played playAgreeing(String what, List<String> inputs) throws InterruptedException {
        Played played = play(started(what, told(inputs)));
        while (Standing.of(played.run()) instanceof Standing.Asking asking) {
            Request[] answers = asking.open().stream().map(this::yes).toArray(Request[]::new);
            played = goOn(played.id(), answers);
        }
        return played;
    }

    private Request yes(PlannedStep step) {
        Operator self = desk.self().operator();
        return switch (step.work()) {
            case Work.Gate gate ->
                new Request.Sign(self, gate.anchor() + "@" + gate.digest().hex(), Answer.YES, "");
            case Work.Ask _ -> new Request.Reply(self, step.id().value(), Answer.YES);
            case Work.Tell _, Work.Bash _, Work.Typed _ -> throw new AssertionError("nobody can answer " + step.id());
        };
    }

    private Played play(Mover mover) throws InterruptedException {
        try (mover) {
            Mover.Stop stop = mover.move(Mover.Patience.LEAVE);
            return new Played(stop, desk.show(mover.id()));
        }
    }

    public static Map<String, String> told(List<String> words) {
        Map<String, String> told = new LinkedHashMap<>();
        words.forEach(word -> told.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1)));
        return told;
    }

    private Lookout ears() {
        return new Lookout() {
            @Override
            public void recorded(Recorded recorded, Run after) {
                // the journal says it
            }

            @Override
            public void output(StepId step, String line, boolean error) {
                output.add(step + ": " + line);
            }
        };
    }

    /** Everything that Slipway has written down: the journal's texts and every file of its state. */
    String everythingWritten() throws IOException {
        StringBuilder all = new StringBuilder();
        journal.runs(100).forEach(row -> journal.read(row.id(), 0, 10_000).forEach(entry -> all.append(entry.text())));
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        journal.close();
    }
}
