package dev.slipway.cli;

import dev.slipway.engine.Desk;
import dev.slipway.engine.Labels;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.hands.TrafficFailure;
import dev.slipway.plan.Plan;
import dev.slipway.route.Share;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fronts that runs had in their plans, asked what they send where: of each service in each environment those of the newest run
 * that had any.
 */
final class KnownFronts {
    /** So many runs of a service that has nothing to do with what is to end; its fronts may send requests there all the same. */
    private static final int OF_OTHERS = 50;

    private final Around around;
    private final Path state;
    private final Desk desk;

    KnownFronts(Around around, Path state) {
        this.around = around;
        this.state = state;
        this.desk = around.office().desk(state, around.directory());
    }

    /** Requests of one front for one version. */
    record Bringing(String front, Share share) {}

    /** One that should know of these processes and cannot be asked is no proof that they are idle: then nothing ends. */
    List<Bringing> bringing(List<Seen> meant) throws InterruptedException {
        List<RunRow> rows = desk.runs(Integer.MAX_VALUE);
        Set<String> theirs = services(rows, meant);
        List<Bringing> bringing = new ArrayList<>();
        Set<String> known = new HashSet<>();
        Map<String, Integer> looked = new HashMap<>();
        for (RunRow row : rows) {
            String service = service(row);
            boolean concerned = theirs.isEmpty() || theirs.contains(service);
            if (known.contains(service) || (!concerned && looked.merge(service, 1, Integer::sum) > OF_OTHERS)) {
                continue;
            }
            Map<String, Plan.Front> fronts =
                    desk.show(row.id()).run().plan().surroundings().fronts();
            if (!fronts.isEmpty()) {
                known.add(service);
                bringing.addAll(asked(row, fronts, concerned));
            }
        }
        return bringing;
    }

    /** Empty where one of them was started by a run that nobody knows: then every service may be its own. */
    private static Set<String> services(List<RunRow> rows, List<Seen> meant) {
        Map<String, String> byRun =
                rows.stream().collect(Collectors.toMap(row -> row.id().value(), KnownFronts::service));
        Set<String> services = new HashSet<>();
        for (Seen seen : meant) {
            String run = seen.origin().step().replaceAll("/.*", "");
            if (!byRun.containsKey(run)) {
                return Set.of();
            }
            services.add(byRun.get(run));
        }
        return services;
    }

    private static String service(RunRow row) {
        Labels labels = Labels.read(row.label());
        return labels.service() + "/" + labels.environment();
    }

    private List<Bringing> asked(RunRow row, Map<String, Plan.Front> fronts, boolean concerned)
            throws InterruptedException {
        Desk there =
                around.office().desk(state, Path.of(Labels.read(row.label()).root()));
        List<Bringing> bringing = new ArrayList<>();
        for (Map.Entry<String, Plan.Front> front : fronts.entrySet()) {
            try {
                there.traffic(front.getValue()).read().plan().shares().stream()
                        .filter(share -> share.permille() > 0)
                        .forEach(share -> bringing.add(new Bringing(front.getKey(), share)));
            } catch (TrafficFailure failure) {
                if (concerned) {
                    throw new StoppedException(
                            ExitStatus.FAILED,
                            front.getKey() + " does not say what gets its requests: " + failure.says(),
                            "Nothing was stopped. Let it answer first; or insist: --force");
                }
            }
        }
        return bringing;
    }
}
