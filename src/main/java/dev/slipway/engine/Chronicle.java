package dev.slipway.engine;

import dev.slipway.base.Data;
import dev.slipway.hands.Journal;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.run.Event.Ending;
import dev.slipway.run.Run;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What earlier runs of a service in an environment say: {@code last}, the most recent run of each procedure that entered
 * {@code run}, and {@code previous}, the most recent before that which succeeded.
 */
final class Chronicle {
    /** Older runs are not searched. */
    private static final int SEARCHED = 1_000;

    private final Journal journal;

    Chronicle(Journal journal) {
        this.journal = journal;
    }

    Map<String, Data> of(String service, String environment) {
        Map<String, Data> last = new LinkedHashMap<>();
        Map<String, Data> previous = new LinkedHashMap<>();
        for (RunRow row : journal.runs(SEARCHED)) {
            Labels label = Labels.read(row.label());
            boolean wanted = label.service().equals(service)
                    && label.environment().equals(environment)
                    && !previous.containsKey(label.procedure());
            if (wanted) {
                Run run = Logbook.fold(journal, row.id(), Logbook.read(journal, row.id()));
                place(label.procedure(), run, last, previous);
            }
        }
        return Map.of("last", new Data.Mapping(last), "previous", new Data.Mapping(previous));
    }

    private static void place(String procedure, Run run, Map<String, Data> last, Map<String, Data> previous) {
        if (!last.containsKey(procedure)) {
            if (run.entered()) {
                last.put(procedure, run.asHistory());
            }
        } else if (run.ended().filter(e -> e.ending() == Ending.SUCCEEDED).isPresent()) {
            previous.put(procedure, run.asHistory());
        }
    }
}
