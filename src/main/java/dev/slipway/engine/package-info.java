/**
 * The one loop: read, fold, next, append the intent, perform, append the outcome. The only place that starts threads. May
 * know everything below it. Must not know presentation.
 */
@NullMarked
package dev.slipway.engine;

import org.jspecify.annotations.NullMarked;
