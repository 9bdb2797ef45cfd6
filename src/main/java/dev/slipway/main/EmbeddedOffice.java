package dev.slipway.main;

import dev.slipway.actions.judge.PrometheusPast;
import dev.slipway.base.Operator;
import dev.slipway.cli.Around;
import dev.slipway.cli.Office;
import dev.slipway.demo.Demo;
import dev.slipway.engine.Desk;
import dev.slipway.engine.Outside;
import dev.slipway.engine.StateFolder;
import dev.slipway.engine.Surroundings;
import dev.slipway.hands.ActionList;
import dev.slipway.hands.Archive;
import dev.slipway.hands.Blobs;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Processes;
import dev.slipway.journal.jdbc.JdbcJournal;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.places.local.LocalProcesses;
import dev.slipway.proxy.Proxy;
import dev.slipway.proxy.Settings;
import dev.slipway.stores.folder.FolderBlobs;
import dev.slipway.traffic.embedded.EmbeddedTraffic;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Everything on this machine: SQLite, local shells, the actions of this build. */
final class EmbeddedOffice implements Office {
    private final Path directory;
    private final Map<String, String> variables;
    private final Operator operator;
    private final InstantSource clock;

    EmbeddedOffice(Path directory, Map<String, String> variables, Operator operator, InstantSource clock) {
        this.directory = directory;
        this.variables = variables;
        this.operator = operator;
        this.clock = clock;
    }

    @Override
    public Desk desk(Path state, Path root) {
        StateFolder folder = new StateFolder(state);
        Journal journal = new LazyJournal(
                folder.journal(), () -> JdbcJournal.sqlite(StateFolder.at(state).journal(), clock));
        Surroundings self = new Surroundings(operator, ThisProcess.holder(operator), directory, root, variables, clock);
        LocalPlace here = new LocalPlace(state, root);
        return new Desk(
                journal,
                folder,
                actions(),
                new Outside(
                        here,
                        new Containers(here, state),
                        processes(state, root),
                        new Drivers(root),
                        new Depositories(state, root, clock)),
                self);
    }

    @Override
    public Archive archive() {
        return (wanted, rules, environment) -> new PrometheusPast(wanted).polls(rules, environment);
    }

    @Override
    public Processes processes(Path state, Path root) {
        return new LocalProcesses(state, root);
    }

    @Override
    public List<KnownDepot> depots(Path state) {
        return Depositories.known(state, variables, clock);
    }

    @Override
    public Blobs folder(Path folder) {
        return new FolderBlobs(folder);
    }

    @Override
    public Office.ContainerEngine containers() {
        return Containers.engine(new LocalPlace(directory, directory));
    }

    @Override
    public int demo(Around around, String watch) {
        return new Demo(around, watch).play();
    }

    @Override
    public Proxy proxy(Settings settings) {
        return Proxy.start(settings);
    }

    @Override
    public EmbeddedTraffic traffic(Path control) {
        return new EmbeddedTraffic(control);
    }

    @Override
    public ActionList actions() {
        return ShippedActions.ALL;
    }
}
