package dev.slipway.base;

/**
 * The name of a step within its plan: the author's {@code id} ({@code backup}), or one made from its title
 * ({@code check-disk-usage}: with hyphens, so that the two never meet), {@code @2} when it is reached a second time.
 */
public record StepId(String value) {

    public StepId {
        if (!value.matches("[a-z0-9][a-z0-9_-]{0,79}(@[0-9]+)?")) {
            throw new IllegalArgumentException("not the name of a step: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
