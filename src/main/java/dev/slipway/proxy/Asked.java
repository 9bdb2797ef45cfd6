package dev.slipway.proxy;

import org.jspecify.annotations.Nullable;

/** What of a request decides where it goes. */
interface Asked {
    @Nullable
    String header(String name);

    @Nullable
    String cookie(String name);

    /** The address that it came from, as it is on the wire. */
    byte[] from();
}
