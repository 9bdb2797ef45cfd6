package dev.slipway.places.local;

import dev.slipway.base.Masker;
import dev.slipway.base.Secret;
import dev.slipway.hands.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine where Slipway runs. */
public final class LocalPlace implements Place {
    /** A claim is written in one go; a process that takes longer was stopped, or the machine was. */
    private static final Duration CLAIMING = Duration.ofSeconds(10);
    /** From TERM to KILL for what a given-up attempt left behind. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final long LOOK_MILLIS = 10;

    /** Of an exit status. */
    private static final int BY_A_SIGNAL = 128;

    private final Path state;
    private final Path directory;
    private final Supervisors supervisors;
    private volatile Masking lastMasking = new Masking(List.of(), Masker.of(List.of()));

    /** Making a masker costs more than a step; most steps of a run have the same secrets. */
    private record Masking(List<Secret> secrets, Masker masker) {
        boolean isFor(List<Secret> others) {
            boolean same = secrets.size() == others.size();
            for (int i = 0; same && i < others.size(); i++) {
                same = secrets.get(i).name().equals(others.get(i).name())
                        && secrets.get(i).reveal().equals(others.get(i).reveal());
            }
            return same;
        }
    }

    /** @param directory where steps run that say nothing else */
    public LocalPlace(Path state, Path directory) {
        this(state, directory, Optional.empty());
    }

    /** @param spawn how it starts supervisors from the first step on; else it gets ready for that when there are many */
    LocalPlace(Path state, Path directory, Optional<Spawn> spawn) {
        this.state = state.toAbsolutePath().normalize();
        this.directory = directory.toAbsolutePath().normalize();
        this.supervisors = new Supervisors(this.state, spawn);
    }

    @Override
    public String name() {
        return "here";
    }

    @Override
    public Beginning begin(Launch launch) throws InterruptedException {
        AttemptFiles files = new AttemptFiles(state, launch.attempt());
        Path where = directory(launch.directory());
        if (!Files.isDirectory(where)) {
            return new Beginning.Refused("there is no directory " + where);
        }
        try {
            Supervisors.Ready ready = supervisors.ready(launch, files, where);
            if (!files.make(ready.script())) {
                return new Beginning.Refused(files.name() + " was begun or given up before");
            }
            Supervised.Tracks tracks = Supervised.Tracks.of(files, masker(launch.capture()), launch.capture());
            return begun(supervisors.start(ready), files, tracks);
        } catch (IOException | IllegalArgumentException e) {
            return new Beginning.Refused(reason(e));
        }
    }

    /** From here on nothing is refused for a reason of ours: the step may run. */
    private Beginning begun(Child child, AttemptFiles files, Supervised.Tracks tracks) throws InterruptedException {
        try (InputStream said = child.said()) {
            if (said.read() < 0) {
                return child.status() > BY_A_SIGNAL
                        ? new Beginning.Killed()
                        : new Beginning.Refused(files.name() + " was given up before it began");
            }
            return switch (files.claim()) {
                case Claim.Supervisor(var identity) ->
                    new Beginning.Begun(new Supervised(files, identity, Optional.of(child), tracks));
                case Claim.Nobody _, Claim.Never _, Claim.Unfinished _ ->
                    throw new IllegalStateException(files.name() + " was begun and its claim is not there");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Found find(AttemptName attempt, Capture capture) throws InterruptedException {
        AttemptFiles files = new AttemptFiles(state, attempt);
        try {
            files.make();
            long until = System.nanoTime() + CLAIMING.toNanos();
            while (true) {
                switch (files.claim()) {
                    case Claim.Nobody _ -> {
                        if (files.claimNever()) {
                            return new Found.Never();
                        }
                    }
                    case Claim.Never _ -> {
                        return new Found.Never();
                    }
                    case Claim.Supervisor(var identity) -> {
                        return found(files, identity, capture);
                    }
                    case Claim.Unfinished _ -> {
                        // Nothing runs before the claim is complete, so without a living claimant nothing ever will.
                        List<Long> alive = Proc.marked(files.mark());
                        if (alive.isEmpty() && files.claim() instanceof Claim.Unfinished) {
                            return new Found.Never();
                        }
                        if (System.nanoTime() > until) {
                            return new Found.Gone("its supervisor has stopped before it said who it is", alive);
                        }
                        Thread.sleep(LOOK_MILLIS);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Found found(AttemptFiles files, Proc.Identity supervisor, Capture capture)
            throws IOException, InterruptedException {
        Masker masker = masker(capture);
        Optional<Exit> before = Supervised.endedBefore(files, masker);
        boolean alive = supervisor.alive();
        if (before.isPresent() && files.status().isPresent()) {
            return new Found.Ended(before.get());
        }
        if (before.isEmpty()) {
            Supervised.Tracks tracks = Supervised.Tracks.of(files, masker, capture);
            Supervised attempt = new Supervised(files, supervisor, Optional.empty(), tracks);
            if (files.status().isPresent()) {
                return new Found.Ended(attempt.await(Duration.ofSeconds(1)).orElseThrow());
            }
            if (alive) {
                return new Found.Running(attempt);
            }
            attempt.log();
        }
        String why = supervisor.boot().equals(Proc.boot())
                ? "its supervisor, process " + supervisor.pid() + ", is gone and left no exit status"
                : "this machine was started anew since it began";
        return new Found.Gone(why, alive(files, supervisor));
    }

    @Override
    public void clear(AttemptName attempt) throws InterruptedException {
        AttemptFiles files = new AttemptFiles(state, attempt);
        try {
            files.make();
            files.claimNever();
            Proc.end(() -> alive(files), GRACE, attempt.toString());
            Files.deleteIfExists(files.file("stdout"));
            Files.deleteIfExists(files.file("stderr"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Long> alive(AttemptFiles files) throws IOException {
        return files.claim() instanceof Claim.Supervisor(var identity)
                ? alive(files, identity)
                : Proc.marked(files.mark());
    }

    private static List<Long> alive(AttemptFiles files, Proc.Identity supervisor) {
        return Stream.concat(Proc.marked(files.mark()).stream(), Proc.session(supervisor).stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void forget(String run) {
        Path folder = new AttemptFiles(state, new AttemptName(run, "any", "any", 1)).run();
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(e -> !e.endsWith("logs")).toList()) {
                delete(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public Ran run(Command command) throws InterruptedException {
        return ShortCommand.run(command, directory(command.directory()));
    }

    @Override
    public Piping pipe(Command command) {
        return LocalPipe.open(command, directory(command.directory()));
    }

    private Path directory(Optional<String> given) {
        return given.map(directory::resolve).orElse(directory);
    }

    private Masker masker(Capture capture) {
        Masking last = lastMasking;
        if (!last.isFor(capture.masked())) {
            last = new Masking(List.copyOf(capture.masked()), Masker.of(capture.masked()));
            lastMasking = last;
        }
        return last.masker();
    }

    /**
     * A sentence for the operator; the file system's own words where it has any. Of a process that cannot be started only the
     * text tells the number of the error, and JDKs write it in two ways.
     */
    private static String reason(Exception e) {
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (said.startsWith("Cannot run program \"setsid\"") && said.matches("(?s).*error[=:] ?2\\b.*")) {
            return "setsid is missing here: install util-linux";
        }
        if (said.matches("(?s).*error[=:] ?7\\b.*")) {
            return "the variables given to it are too long for a process: at most 128 KB each, 2 MB together";
        }
        return e instanceof FileSystemException f && f.getReason() != null ? f.getFile() + ": " + f.getReason() : said;
    }
}
