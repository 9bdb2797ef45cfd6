/**
 * A journal that lives as long as its process: for the simulator, for tests and for rehearsals that leave nothing behind.
 * Keeps the port's contract to the letter. Must not know what entries mean.
 */
@NullMarked
package dev.slipway.journal.memory;

import org.jspecify.annotations.NullMarked;
