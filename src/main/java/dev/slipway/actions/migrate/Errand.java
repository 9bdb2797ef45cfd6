package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command of a tool that must not be cut short by the end of Slipway, and must not be begun beside itself: it runs under a
 * supervisor of its own, and whoever comes after a crash waits for its end.
 */
record Errand(Site site, Memory memory, Optional<String> directory, Optional<Duration> waits) {
    private static final String BEGUN = "begun";
    private static final Duration LONG = Duration.ofDays(1);
    private static final int KILLED_AT_MOST = 20;
    private static final String KILLED = "it was killed together with its supervisor";
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** What is given to a command besides its environment. */
    record Extra(List<String> arguments, Map<String, String> plain, List<Secret> secrets) {
        static Extra words(String... arguments) {
            return new Extra(List.of(arguments), Map.of(), List.of());
        }
    }

    /** Begins it and waits until it has ended well. */
    void done(String what, String command, Extra extra) throws Refusal, InterruptedException {
        Complaint said = new Complaint();
        int status = run(command, extra, said);
        if (status != 0) {
            throw new Refusal(what + " ends with exit status " + status
                    + said.sentence().map(why -> ": " + why).orElse(""));
        }
    }

    /** Begins it and waits. The exit status; what it says is said line by line. */
    private int run(String command, Extra extra, Complaint said) throws Refusal, InterruptedException {
        settle();
        Optional<Integer> status = Optional.empty();
        for (int tries = 0; status.isEmpty() && tries < KILLED_AT_MOST; tries++) {
            status = begin(command, extra, said);
        }
        return status.orElseThrow(() -> new Refusal("the tool is killed again and again before it begins"));
    }

    /** Its exit status; empty when it was killed before it began. */
    private Optional<Integer> begin(String command, Extra extra, Complaint said) throws Refusal, InterruptedException {
        int attempt = begun() + 1;
        // Before it begins: who looks after a crash must know its name.
        memory.put(BEGUN, Data.of(attempt));
        Place.Launch launch = new Place.Launch(
                name(attempt),
                new Place.Shell(Place.Shell.Dialect.BASH, waiting() + Asking.line(command, extra.arguments())),
                directory,
                Asking.environment(site, extra),
                Optional.empty(),
                capture(said));
        return switch (site.place().begin(launch)) {
            case Place.Beginning.Begun(Place.Attempt underway) -> Optional.of(await(underway));
            case Place.Beginning.Refused(String why) -> throw new Refusal(why);
            case Place.Beginning.Killed _ ->
                switch (site.place().find(name(attempt), capture(said))) {
                    case Place.Found.Never _ -> Optional.empty();
                    case Place.Found.Running(Place.Attempt underway) -> Optional.of(await(underway));
                    case Place.Found.Ended(Place.Exit exit) -> Optional.of(status(exit));
                    case Place.Found.Gone _ -> {
                        site.place().clear(name(attempt));
                        throw new Refusal(KILLED);
                    }
                };
        };
    }

    private static int status(Place.Exit exit) throws Refusal {
        return exit.status().orElseThrow(() -> new Refusal(KILLED));
    }

    /** libpq hands it on to the server, and with it whatever is built on libpq; what else it hands on stays. */
    private String waiting() {
        return waits.map(time ->
                        "export PGOPTIONS=\"${PGOPTIONS:+$PGOPTIONS }-c lock_timeout=" + time.toMillis() + "ms\"\n")
                .orElse("");
    }

    /** Waits for one that was begun before and may still run; nothing of it runs after this. */
    void settle() throws Refusal, InterruptedException {
        int last = begun();
        if (last == 0) {
            return;
        }
        switch (site.place().find(name(last), capture(new Complaint()))) {
            case Place.Found.Running(Place.Attempt underway) -> {
                site.say("the tool of before still runs: waiting for its end");
                int _ = await(underway);
            }
            case Place.Found.Gone _ -> site.place().clear(name(last));
            case Place.Found.Ended _, Place.Found.Never _ -> {}
        }
    }

    private int begun() {
        return memory.get(BEGUN).map(Data::plain).map(Integer::parseInt).orElse(0);
    }

    private Place.AttemptName name(int attempt) {
        String[] parts = site.origin().split("/", 2);
        return new Place.AttemptName(parts[0], parts[1], "tool", attempt);
    }

    private Place.Capture capture(Complaint said) {
        return site.capture((line, error) -> {
            site.say(line);
            if (error) {
                said.hear(line);
            }
        });
    }

    private static int await(Place.Attempt underway) throws Refusal, InterruptedException {
        try {
            Optional<Place.Exit> exit = underway.await(LONG);
            while (exit.isEmpty()) {
                exit = underway.await(LONG);
            }
            return status(exit.get());
        } catch (InterruptedException e) {
            stop(underway);
            throw e;
        }
    }

    /** A step that is stopped takes its tool with it. */
    private static void stop(Place.Attempt underway) throws InterruptedException {
        underway.signal(Place.Signal.TERM);
        if (underway.await(GRACE).isEmpty()) {
            underway.signal(Place.Signal.KILL);
        }
    }
}
