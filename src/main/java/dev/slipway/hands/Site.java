package dev.slipway.hands;

import dev.slipway.base.Data;
import dev.slipway.report.Drawing;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What an action is given to work with. */
public interface Site {

    Place place();

    /** Declared variables and inputs, as a shell step would get them. */
    Place.Environment environment();

    /** How the output of a process of this step is to be shown and kept; what {@code listener} hears is masked. */
    Place.Capture capture(Place.OutputListener listener);

    /** The directory of steps here; empty for the place's own. */
    Optional<String> directory();

    Instant now();

    /** When this step was first begun: what a wait counts from, so that a crash does not make it longer. */
    Instant begun();

    /** Waits; ends early with {@link InterruptedException} when the step is stopped. */
    void pause(Duration time) throws InterruptedException;

    /** A line for the step's output; masked before anybody sees it. */
    void say(String line);

    /** How it stands now, instead of what was shown before: for a screen. Asked for only where somebody looks; nothing is kept. */
    default void show(Supplier<Drawing> drawing) {}

    /** The roots of expressions as they stand now. */
    Map<String, Data> roots();

    /** A text for the deployment record. */
    void note(String text);

    /** Which step of which run this is, for people: {@code r8k3f2/deploy}. */
    String origin();

    /** A front that the plan has; the name was checked when it was compiled. */
    Front front(String name);

    /** A store of the plan; the name was checked when it was compiled. */
    Depot depot(String name);

    Processes processes();

    /**
     * What this step has written down for itself, forward or back: it survives a crash, and is gone when the run has ended. For
     * what the world itself cannot tell; never for secrets.
     */
    Optional<String> recall();

    void remember(String text);

    /**
     * What this step has entered, a line of JSON each and oldest first: as {@link #recall}, for what grows. It is kept with the
     * outputs of the run. A line that a crash cut off is none.
     */
    List<String> diary();

    /** Adds a line, which is durable when this returns; texts in it are masked. */
    void enter(Data.Mapping line);

    /**
     * A file of the run's record, for what is too large to be said. It is there whole once it is finished, and has taken the
     * place of an earlier one of that name. Whoever writes it masks it.
     */
    Exhibit exhibit(String name) throws IOException;

    /** @param file its name for people, below the state folder */
    record Exhibit(String file, Blobs.Writing writing) {}

    /** @param recipients public keys of age; empty where backups are not encrypted */
    record Depot(String name, Blobs blobs, List<String> recipients) {}

    /** @param url where requests come in, as declared */
    record Front(String name, Traffic traffic, Optional<URI> url) {

        /** Where requests come in: as declared, since it may have another name from here, else as the proxy says. */
        public Optional<URI> entrance() throws InterruptedException {
            return url.isPresent() ? url : traffic.entrance();
        }
    }
}
