package dev.slipway.cli;

import dev.slipway.engine.Desk;
import dev.slipway.hands.ActionList;
import dev.slipway.hands.Archive;
import dev.slipway.hands.Blobs;
import dev.slipway.hands.Processes;
import dev.slipway.proxy.Proxy;
import dev.slipway.proxy.Settings;
import dev.slipway.traffic.embedded.EmbeddedTraffic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes what commands work with, when they need it and not before. */
public interface Office {

    /**
     * A desk over the state folder, which is made when something is written there first.
     *
     * @param root where steps run that say nothing else
     */
    Desk desk(Path state, Path root);

    /** The supervised processes of this machine, as the state folder knows them. */
    Processes processes(Path state, Path root);

    /** The stores of backups that runs of this state folder have used. */
    List<KnownDepot> depots(Path state);

    /** A store that is a folder, whoever has used it. */
    Blobs folder(Path folder);

    /** @param keep counts by {@code last daily weekly monthly}; empty: nothing is ever deleted */
    record KnownDepot(String name, Blobs blobs, Map<String, Integer> keep) {}

    ActionList actions();

    /** Asks a Prometheus server what it counted. */
    Archive archive();

    /** Plays the demo and answers its exit status; {@code watch} is how long each share is watched, such as {@code 10s}. */
    int demo(Around around, String watch);

    /** What places in containers need and this machine has, or the sentence that says what is lacking for them. */
    ContainerEngine containers();

    sealed interface ContainerEngine {
        record Ready(String says) implements ContainerEngine {}

        record Lacking(String says) implements ContainerEngine {}
    }

    /** Starts a proxy in this process. */
    Proxy proxy(Settings settings);

    /** A proxy that runs behind this control socket. */
    EmbeddedTraffic traffic(Path control);
}
