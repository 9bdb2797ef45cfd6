/**
 * The ports that hands are held to: Action, Place, Journal, and the values they exchange with the engine; and what several
 * actions do in the same way, such as asking over HTTP. May know the floors below. Must not know any adapter.
 */
@NullMarked
package dev.slipway.hands;

import org.jspecify.annotations.NullMarked;
