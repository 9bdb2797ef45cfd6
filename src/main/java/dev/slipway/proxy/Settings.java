package dev.slipway.proxy;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a proxy is started.
 *
 * @param state the folder in which it keeps its route plan; without one a restart begins empty
 * @param metrics where {@code /metrics} is served
 */
public record Settings(
        Listen listen, Path control, Optional<Path> state, Optional<Tls> tls, Optional<Listen> metrics, Start start) {

    /** PEM files. */
    public record Tls(Path certificate, Path key) {}

    public enum Start {
        /** The port is free. */
        ALONE,
        /** A proxy that runs behind the control socket leaves once this one serves; where none does, as {@link #ALONE}. */
        TAKE_OVER
    }

    public Settings taking(Start other) {
        return new Settings(listen, control, state, tls, metrics, other);
    }
}
