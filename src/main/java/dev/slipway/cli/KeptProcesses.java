package dev.slipway.cli;

import static dev.slipway.hands.Demand.percent;

import dev.slipway.base.Nearest;
import dev.slipway.engine.Desk;
import dev.slipway.engine.Labels;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.plan.Plan;
import dev.slipway.route.Endpoint;
import dev.slipway.route.Share;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Processes that releases keep running, as somebody names them who wants them to end. */
final class KeptProcesses {
    /** A front that no run of late had in its plan is nobody's any more. */
    private static final int RUNS = 50;

    private final Around around;
    private final Path state;
    private final List<Seen> all;

    KeptProcesses(Around around, Path state, List<Seen> all) {
        this.around = around;
        this.state = state;
        this.all = all;
    }

    /** Those that are called {@code NAME}, {@code NAME/VERSION} or {@code NAME/VERSION/NO}, and have not ended yet. */
    List<Seen> meant(String words) {
        List<Seen> meant = all.stream()
                .filter(seen -> names(seen).contains(words))
                .filter(Seen::kept)
                .toList();
        if (!meant.isEmpty()) {
            return meant;
        }
        List<String> known = all.stream()
                .filter(Seen::kept)
                .flatMap(seen -> names(seen).stream())
                .distinct()
                .toList();
        boolean ended = all.stream().anyMatch(seen -> names(seen).contains(words));
        throw StoppedException.usage(
                ended ? "'" + words + "' has ended already" : "no process is called '" + words + "'",
                known.isEmpty() ? "No process is kept running here." : Nearest.help("There are", words, known));
    }

    private static List<String> names(Seen seen) {
        String service = seen.name().service();
        String version = service + "/" + seen.name().version();
        return List.of(service, version, version + "/" + seen.name().number());
    }

    /** Requests of one front for one version. */
    private record Bringing(String front, Share share) {}

    void refuseBusy(List<Seen> meant) throws InterruptedException {
        List<Bringing> bringing = bringing();
        for (Seen seen : meant) {
            Optional<Bringing> busy = bringing.stream()
                    .filter(each -> each.share().endpoints().contains(Endpoint.local(seen.port())))
                    .findFirst();
            if (busy.isPresent()) {
                throw new StoppedException(
                        ExitStatus.FAILED,
                        seen.name() + " gets " + percent(busy.get().share().permille()) + " of the requests of "
                                + busy.get().front(),
                        "Nothing was stopped. Release another version first; or insist, and they fail: --force");
            }
        }
    }

    /** A front that does not answer brings nobody requests. */
    private List<Bringing> bringing() throws InterruptedException {
        List<Bringing> bringing = new ArrayList<>();
        Map<String, Desk> desks = new HashMap<>();
        Set<Plan.Front> asked = new HashSet<>();
        Desk reading = around.office().desk(state, around.directory());
        for (RunRow row : reading.runs(RUNS)) {
            String root = Labels.read(row.label()).root();
            Desk desk = desks.computeIfAbsent(root, at -> around.office().desk(state, Path.of(at)));
            for (Map.Entry<String, Plan.Front> front :
                    reading.show(row.id()).run().plan().surroundings().fronts().entrySet()) {
                if (asked.add(front.getValue())) {
                    live(desk, front.getValue()).stream()
                            .map(share -> new Bringing(front.getKey(), share))
                            .forEach(bringing::add);
                }
            }
        }
        return bringing;
    }

    private static List<Share> live(Desk desk, Plan.Front front) throws InterruptedException {
        try {
            return desk.traffic(front).read().plan().shares().stream()
                    .filter(share -> share.permille() > 0)
                    .toList();
        } catch (TrafficFailure _) {
            return List.of();
        }
    }
}
