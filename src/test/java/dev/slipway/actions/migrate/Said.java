package dev.slipway.actions.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.run.Outcome;

/** What an outcome says. */
final class Said {
    private Said() {}

    static String reason(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).reason();
    }

    static String summary(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return ((Outcome.Succeeded) outcome).summary();
    }

    static String output(Outcome outcome, String name) {
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return ((Outcome.Succeeded) outcome)
                .outputs()
                .getOrDefault(name, Data.nothing())
                .plain();
    }
}
