package dev.slipway.cli;

import static dev.slipway.hands.Demand.percent;

import dev.slipway.base.Nearest;
import dev.slipway.cli.KnownFronts.Bringing;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.Processes.State;
import dev.slipway.route.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Processes that releases keep running, as somebody names them who wants them to end. */
final class KeptProcesses {
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
                .filter(KeptProcesses::mayEnd)
                .toList();
        if (!meant.isEmpty()) {
            return meant;
        }
        List<String> known = all.stream()
                .filter(KeptProcesses::mayEnd)
                .flatMap(seen -> names(seen).stream())
                .distinct()
                .toList();
        boolean ended = all.stream().anyMatch(seen -> names(seen).contains(words));
        throw StoppedException.usage(
                ended ? "'" + words + "' has ended already" : "no process is called '" + words + "'",
                known.isEmpty() ? "No process is kept running here." : Nearest.help("There are", words, known));
    }

    /** Parts of one that is lost may run still. */
    private static boolean mayEnd(Seen seen) {
        return seen.state() != State.STOPPED;
    }

    private static List<String> names(Seen seen) {
        String service = seen.name().service();
        String version = service + "/" + seen.name().version();
        return List.of(service, version, version + "/" + seen.name().number());
    }

    void refuseBusy(List<Seen> meant) throws InterruptedException {
        List<Bringing> bringing = new KnownFronts(around, state).bringing(meant);
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
}
