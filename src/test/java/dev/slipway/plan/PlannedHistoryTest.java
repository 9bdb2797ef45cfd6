package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannedHistoryTest {
    /** Under which names earlier runs are looked up for a plan. */
    private static List<String> lookedUp(String document) {
        List<String> asked = new ArrayList<>();
        Planning.Request request = Requests.request(document);
        History.Kept kept = (service, environment) -> {
            asked.add(service + "/" + environment);
            return Map.of("last", new Data.Mapping(Map.of()), "previous", new Data.Mapping(Map.of()));
        };
        new Planner(new FakeActions(1))
                .plan(new Planning.Request(
                        request.runbook(),
                        request.files(),
                        request.what(),
                        request.environment(),
                        request.told(),
                        kept));
        return asked;
    }

    @Test
    void earlier_runs_are_looked_up_once_under_the_names_that_a_run_of_this_plan_is_kept_under() {
        assertThat(lookedUp("""
                $ back
                ---
                title: Größe & more
                slipway:
                  version: 1
                  environments: {live: {place: here}}
                  inputs: {from: {default: "${last['re-lease'].inputs.from}"}, to: {default: '${previous.back.inputs.from}'}}
                  procedures: {re-lease: {run: [steps], on-failure: back}, back: {run: [steps]}}
                ---
                # Steps

                ```bash
                true
                ```
                """)).containsExactly("grosse-more/live");
    }

    @Test
    void a_document_whose_words_alone_name_earlier_runs_looks_none_up() {
        assertThat(lookedUp("# Steps\n\nAs last. time, or the previous. one.\n\n```bash\ntrue\n```\n"))
                .isEmpty();
    }
}
