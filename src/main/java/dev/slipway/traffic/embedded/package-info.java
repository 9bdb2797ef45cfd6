/**
 * Moves traffic by Slipway's own proxy: speaks to its control socket. May know the floors below. Must not know the proxy's
 * own code: it runs in a process of its own, perhaps of another version.
 */
@NullMarked
package dev.slipway.traffic.embedded;

import org.jspecify.annotations.NullMarked;
