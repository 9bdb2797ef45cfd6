/**
 * The ports that hands are held to: Action, Place, Journal, and the values they exchange with the engine. Interfaces and
 * records only. May know the floors below. Must not know any adapter.
 */
@NullMarked
package dev.slipway.hands;

import org.jspecify.annotations.NullMarked;
