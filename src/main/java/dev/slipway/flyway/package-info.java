/**
 * Flyway as a program of its own: asked for one thing, it answers in one line of JSON and ends, so that a release can wait for
 * it, end it, and survive without it. May know base. Must not know steps, places, or how its answer is used.
 */
@NullMarked
package dev.slipway.flyway;

import org.jspecify.annotations.NullMarked;
