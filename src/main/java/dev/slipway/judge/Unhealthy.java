package dev.slipway.judge;

import java.util.Optional;

/** Health checks that failed one after the other. */
final class Unhealthy implements Literal {
    private final Trigger.Unhealthy trigger;
    private int inARow;
    private boolean fired;
    private boolean heard;

    Unhealthy(Trigger.Unhealthy trigger) {
        this.trigger = trigger;
    }

    @Override
    public void see(Poll poll) {
        inARow = poll.health()
                .map(health -> switch (health) {
                    case WELL -> 0;
                    case FAILED -> inARow + 1;
                })
                .orElse(inARow);
        heard |= poll.health().isPresent();
        fired |= inARow >= trigger.times();
    }

    @Override
    public Trigger trigger() {
        return trigger;
    }

    @Override
    public Optional<String> fired() {
        return fired ? Optional.of("its health check failed " + trigger.times() + " times in a row") : Optional.empty();
    }

    @Override
    public boolean heard() {
        return heard;
    }

    @Override
    public String stands() {
        return inARow + " of " + trigger.times() + " failures in a row";
    }
}
