package dev.slipway.base;

/** A person, as the system that let them in calls them: the operating-system user at a terminal. */
public record Operator(String name) {
    @Override
    public String toString() {
        return name;
    }
}
