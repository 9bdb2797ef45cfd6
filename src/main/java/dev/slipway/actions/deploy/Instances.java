package dev.slipway.actions.deploy;

import dev.slipway.hands.Processes.Name;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a service runs as, whoever keeps it running. A release asks and orders; every call may be repeated after a crash, and
 * starting what runs finds it.
 */
interface Instances {

    /** All of the service that are known, of every version, by name. */
    List<Instance> list() throws InterruptedException;

    Optional<Instance> find(Name name) throws InterruptedException;

    Starting start(Name name) throws InterruptedException;

    /** Starts one that was started before, as it was then. */
    Starting again(Name name) throws InterruptedException;

    /** Ends it within its grace; returns once nothing of it runs. It can be started again. */
    void stop(Name name) throws InterruptedException;

    /** Lets go of all that is known of it. */
    void forget(Name name) throws InterruptedException;

    /** It ends at that time, also when Slipway does not run, unless it is called back. */
    void retire(Name name, Instant when) throws InterruptedException;

    void recall(Name name) throws InterruptedException;

    /** The last lines that it has written, not masked. */
    List<String> tail(Name name, int lines) throws InterruptedException;

    /** How many connections to it are open. */
    int connections(Name name) throws InterruptedException;

    /** Why whoever keeps it says that it is not ready, besides what it answers itself. */
    Optional<String> unready(Instance instance) throws InterruptedException;

    /** How many versions besides the live one and the one before are kept to go back to, when they have ended. */
    int remembered();

    /** What one of them is called in a sentence. */
    String noun();

    sealed interface Starting {
        record Running(Instance instance) implements Starting {}

        /** One sentence without a full stop; nothing runs. */
        record Refused(String why) implements Starting {}
    }
}
