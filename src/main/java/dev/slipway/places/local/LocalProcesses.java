package dev.slipway.places.local;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place.Environment;
import dev.slipway.hands.Place.Signal;
import dev.slipway.hands.Processes;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Processes of this machine, each with a folder below {@code processes} in the state folder. */
public final class LocalProcesses implements Processes {
    private static final long LOOK_MILLIS = 10;
    /** A claim is written in one go; a supervisor that takes longer was stopped. */
    private static final Duration CLAIMING = Duration.ofSeconds(10);
    /** Beyond its own grace; then the supervisor itself is killed. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Path state;
    private final Path directory;

    /** @param directory where processes run that say nothing else */
    public LocalProcesses(Path state, Path directory) {
        this.state = state.toAbsolutePath().normalize();
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public Starting start(Wanted wanted, List<Secret> secrets) throws InterruptedException {
        try {
            return start(new Described(wanted, 0), secrets);
        } catch (IOException e) {
            return new Starting.Refused("the files of " + wanted.name() + " cannot be written: " + e.getMessage());
        }
    }

    @Override
    public Starting again(Name name, List<Secret> secrets) throws InterruptedException {
        try {
            Optional<String> described = ProcessFolder.of(state, name).read("described.json");
            return described.isEmpty()
                    ? new Starting.Refused("nothing is known of " + name + " any more")
                    : start(Described.read(described.get()), secrets);
        } catch (IOException e) {
            return new Starting.Refused("the files of " + name + " cannot be read: " + e.getMessage());
        }
    }

    private Starting start(Described described, List<Secret> secrets) throws IOException, InterruptedException {
        Name name = described.wanted().name();
        ProcessFolder folder = ProcessFolder.of(state, name);
        folder.make();
        int last = settled(folder);
        if (last > 0 && folder.claim(last) instanceof Claim.Supervisor(var identity) && identity.alive()) {
            if (!leaving(folder)) {
                return new Starting.Running(seen(folder).orElseThrow());
            }
            awaitEnd(identity, described.wanted().grace().plus(SLACK));
        }
        try {
            end(folder, name);
        } catch (IOException stuck) {
            return new Starting.Refused(String.valueOf(stuck.getMessage()));
        }
        return begin(folder, last + 1, described, secrets);
    }

    /** The last start, once it is certain whether it counts. */
    private static int settled(ProcessFolder folder) throws IOException, InterruptedException {
        int last = folder.start();
        long until = System.nanoTime() + CLAIMING.toNanos();
        while (last > 0) {
            switch (folder.claim(last)) {
                case Claim.Supervisor _, Claim.Never _ -> {
                    return last;
                }
                case Claim.Nobody _ -> folder.claimNever(last);
                case Claim.Unfinished _ -> {
                    if (System.nanoTime() > until) {
                        return last;
                    }
                    Thread.sleep(LOOK_MILLIS);
                }
            }
        }
        return last;
    }

    private static boolean leaving(ProcessFolder folder) {
        return Files.exists(folder.file("retired"));
    }

    private Starting begin(ProcessFolder folder, int start, Described described, List<Secret> secrets)
            throws IOException, InterruptedException {
        Wanted wanted = described.wanted();
        Path where = wanted.directory().map(directory::resolve).orElse(directory);
        if (!Files.isDirectory(where)) {
            return new Starting.Refused("there is no directory " + where);
        }
        OptionalInt port = port(described);
        if (port.isEmpty()) {
            return new Starting.Refused(
                    wanted.port() == 0
                            ? "no port is free on this machine"
                            : "port " + wanted.port() + " is in use already");
        }
        Files.deleteIfExists(folder.file("retire"));
        Files.deleteIfExists(folder.file("retired"));
        Files.deleteIfExists(folder.file("state"));
        folder.write("described.json", described.at(port.getAsInt()).json());
        folder.write("start", start + "\n");
        try {
            Process supervisor = supervisor(folder, start, described.at(port.getAsInt()), secrets)
                    .directory(where.toFile())
                    .start();
            try (InputStream said = supervisor.getInputStream()) {
                if (said.read() < 0) {
                    supervisor.waitFor();
                    return new Starting.Refused("another process of Slipway started " + wanted.name() + " just now");
                }
            }
        } catch (IOException e) {
            return new Starting.Refused(String.valueOf(e.getMessage()));
        }
        return new Starting.Running(seen(folder).orElseThrow());
    }

    /** The one that is wanted and no other; else the one that it had, where that is still free, or any. */
    private OptionalInt port(Described described) {
        Wanted wanted = described.wanted();
        if (wanted.port() != 0) {
            return Ports.isFree(wanted.port()) ? OptionalInt.of(wanted.port()) : OptionalInt.empty();
        }
        if (described.port() != 0 && Ports.isFree(described.port())) {
            return OptionalInt.of(described.port());
        }
        Set<Integer> taken = list().stream().map(Seen::port).collect(Collectors.toSet());
        return Ports.free(Objects.hash(state, wanted.name()), taken);
    }

    private ProcessBuilder supervisor(ProcessFolder folder, int start, Described described, List<Secret> secrets)
            throws IOException {
        Wanted wanted = described.wanted();
        List<String> words = new ArrayList<>(List.of(
                "setsid",
                "/bin/sh",
                Scripts.install(state).keep().toString(),
                folder.path().toString(),
                Integer.toString(start),
                Long.toString(Math.max(1, wanted.grace().toSeconds())),
                Integer.toString(described.port())));
        words.addAll(wanted.words());
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        StepEnvironment.apply(new Environment(wanted.plain(), secrets, List.of()), environment);
        StepEnvironment.forProcess(environment);
        environment.put("PORT", Integer.toString(described.port()));
        String mark = folder.mark();
        environment.put(mark.substring(0, mark.indexOf('=')), mark.substring(mark.indexOf('=') + 1));
        return builder;
    }

    @Override
    public List<Seen> list() {
        try {
            List<Seen> all = new ArrayList<>();
            for (ProcessFolder folder : ProcessFolder.all(state)) {
                seen(folder).ifPresent(all::add);
            }
            all.sort((one, other) -> one.name().compareTo(other.name()));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Seen> find(Name name) {
        try {
            return seen(ProcessFolder.of(state, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty when nothing is known of it, or not any more. */
    private static Optional<Seen> seen(ProcessFolder folder) throws IOException {
        Optional<String> described = folder.read("described.json");
        return described.isEmpty()
                ? Optional.empty()
                : Optional.of(seen(folder, folder.start(), Described.read(described.get())));
    }

    private static Seen seen(ProcessFolder folder, int start, Described described) throws IOException {
        // Looked at before the state: a supervisor that is gone by then has left its last word.
        boolean alive = folder.claim(start) instanceof Claim.Supervisor(var identity) && identity.alive();
        Optional<String> ended = folder.read("ended." + start).filter(text -> text.endsWith("\n"));
        String[] said = folder.read("state").orElse("- 0 0 -").strip().split(" ", -1);
        Optional<Long> pid = said[0].equals("-") ? Optional.empty() : Optional.of(Long.valueOf(said[0]));
        // One that retires is ending, and cannot be counted on any more.
        State now = alive && ended.isEmpty() && !leaving(folder)
                ? pid.isPresent() ? State.RUNNING : State.WAITING
                : ended.isPresent() || (alive && leaving(folder)) ? State.STOPPED : State.LOST;
        String last = ended.map(text -> text.strip().replaceAll("^\\S+ ", "")).orElse(said[3]);
        Optional<Instant> retiring =
                folder.read("retire").map(text -> Instant.ofEpochSecond(Long.parseLong(text.strip())));
        return new Seen(
                described.wanted().name(),
                described.port(),
                now,
                now == State.RUNNING ? pid : Optional.empty(),
                Instant.ofEpochSecond(Long.parseLong(said[1])),
                Integer.parseInt(said[2]),
                last.equals("-") ? Optional.empty() : Optional.of(Integer.valueOf(last)),
                now == State.RUNNING || now == State.WAITING ? retiring : Optional.empty(),
                described.wanted().origin());
    }

    @Override
    public void stop(Name name) throws InterruptedException {
        ProcessFolder folder = ProcessFolder.of(state, name);
        try {
            Optional<String> described = folder.read("described.json");
            if (described.isEmpty()) {
                return;
            }
            int last = settled(folder);
            Duration patience = Described.read(described.get()).wanted().grace().plus(SLACK);
            if (last > 0 && folder.claim(last) instanceof Claim.Supervisor(var identity) && identity.alive()) {
                Proc.signalEach(List.of(identity.pid()), Signal.TERM);
                awaitEnd(identity, patience);
            }
            end(folder, name);
            Files.deleteIfExists(folder.file("retire"));
            if (last > 0 && folder.read("ended." + last).isEmpty()) {
                // Its supervisor was not there to say so.
                folder.write("ended." + last, "stopped -\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that takes too long is killed; what it leaves is ended by whoever has waited for it. */
    private static void awaitEnd(Proc.Identity supervisor, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (supervisor.alive()) {
            if (System.nanoTime() > until) {
                Proc.signalEach(List.of(supervisor.pid()), Signal.KILL);
                return;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void forget(Name name) throws InterruptedException {
        stop(name);
        try {
            ProcessFolder.of(state, name).delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a supervisor that is gone has left. */
    private static void end(ProcessFolder folder, Name name) throws IOException, InterruptedException {
        Proc.end(() -> Proc.marked(folder.mark()), SLACK, name.toString());
    }

    @Override
    public void retire(Name name, Instant when) {
        ProcessFolder folder = ProcessFolder.of(state, name);
        try {
            if (folder.claim(folder.start()) instanceof Claim.Supervisor(var identity) && identity.alive()) {
                folder.write("retire", when.getEpochSecond() + "\n");
                Proc.nudge(identity.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean recall(Name name) throws InterruptedException {
        ProcessFolder folder = ProcessFolder.of(state, name);
        try {
            Files.delete(folder.file("retire"));
        } catch (NoSuchFileException _) {
            return !leaving(folder) && find(name).filter(Seen::kept).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return find(name).filter(Seen::kept).isPresent();
    }

    @Override
    public List<String> tail(Name name, int lines) {
        return LogTail.of(ProcessFolder.of(state, name).file("log"), lines);
    }

    @Override
    public int connections(Name name) {
        try {
            Optional<Seen> seen = find(name);
            return seen.isEmpty() ? 0 : Ports.connections(seen.get().port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
