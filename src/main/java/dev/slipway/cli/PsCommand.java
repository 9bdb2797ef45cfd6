package dev.slipway.cli;

import dev.slipway.base.Data;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Processes.State;
import dev.slipway.report.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "ps",
        description = "Lists the processes that releases keep running here, or ends some of them with --stop.")
final class PsCommand implements Callable<Integer> {
    private final Around around;

    @Mixin
    StateOption state = new StateOption();

    @Option(names = "--all", description = "also those that were stopped")
    boolean all;

    @Option(names = "--json", description = "one JSON object a line")
    boolean json;

    @Option(
            names = "--stop",
            paramLabel = "NAME[/VERSION[/NO]]",
            description =
                    "end the processes of a service, of one version of it, or one of them; none that gets requests")
    @Nullable
    String stop;

    @Option(names = "--force", description = "with --stop: also those that get requests")
    boolean force;

    PsCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path folder = state.above(around);
        Processes processes = around.office().processes(folder, around.directory());
        if (stop != null && all) {
            throw StoppedException.usage("--stop takes no --all", "See: slipway ps --help");
        }
        if (stop != null) {
            return stop(processes, new KeptProcesses(around, folder, processes.list()), stop);
        }
        if (force) {
            throw StoppedException.usage("--force goes with --stop", "See: slipway ps --help");
        }
        List<Seen> seen = processes.list().stream()
                .filter(each -> all || each.state() != State.STOPPED)
                .toList();
        if (json) {
            seen.forEach(each -> around.out().println(data(each).json()));
        } else if (seen.isEmpty()) {
            around.out().println("No process is kept running here." + (all ? "" : " Those that were stopped: --all"));
        } else {
            Table.lines(rows(seen), around.terminal().columns()).forEach(around.out()::println);
        }
        return ExitStatus.SUCCEEDED;
    }

    private int stop(Processes processes, KeptProcesses kept, String words) throws InterruptedException {
        List<Seen> meant = kept.meant(words);
        if (!force) {
            kept.refuseBusy(meant);
        }
        for (Seen each : meant) {
            processes.stop(each.name());
            Optional<Seen> now = processes.find(each.name());
            around.out().println(json ? now.map(seen -> data(seen).json()).orElse("") : each.name() + " has ended");
            around.out().flush();
        }
        return ExitStatus.SUCCEEDED;
    }

    private List<List<String>> rows(List<Seen> seen) {
        Instant now = around.clock().instant();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SERVICE", "VERSION", "NO", "PID", "PORT", "FOR", "RESTARTS", "STATE"));
        for (Seen each : seen) {
            rows.add(List.of(
                    each.name().service(),
                    each.name().version(),
                    Integer.toString(each.name().number()),
                    each.pid().map(String::valueOf).orElse("-"),
                    Integer.toString(each.port()),
                    each.since().equals(Instant.EPOCH) ? "-" : Patience.said(Duration.between(each.since(), now)),
                    Integer.toString(each.restarts()),
                    stands(each, now)));
        }
        return rows;
    }

    private static String stands(Seen seen, Instant now) {
        String last = seen.last().map(status -> ", last exit status " + status).orElse("");
        return switch (seen.state()) {
            case RUNNING ->
                seen.retiring()
                        .map(when -> when.isAfter(now)
                                ? "kept warm for " + Patience.said(Duration.between(now, when))
                                : "ends when nobody is connected")
                        .orElse("running");
            case WAITING -> "waits to be started again" + last;
            case STOPPED -> "stopped";
            case LOST -> "lost: its supervisor is gone";
        };
    }

    private static Data.Mapping data(Seen seen) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("service", Data.of(seen.name().service()));
        all.put("version", Data.of(seen.name().version()));
        all.put("number", Data.of(seen.name().number()));
        seen.pid().ifPresent(pid -> all.put("pid", Data.of(pid)));
        all.put("port", Data.of(seen.port()));
        all.put("since", Data.of(seen.since().toString()));
        all.put("restarts", Data.of(seen.restarts()));
        seen.last().ifPresent(status -> all.put("last-exit", Data.of(status)));
        seen.retiring().ifPresent(when -> all.put("retires", Data.of(when.toString())));
        all.put("state", Data.of(seen.state().name().toLowerCase(Locale.ROOT)));
        all.put("by", Data.of(seen.origin().step()));
        return new Data.Mapping(all);
    }
}
