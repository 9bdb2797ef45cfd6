/**
 * The command line: words in, one request to the engine, text out. May know the engine's door and what people read. Must not
 * know places, journals or SQL: a door that can touch the world will.
 */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
