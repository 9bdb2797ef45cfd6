/**
 * Configuration of what is released: compared without showing a value, changed whole or not at all, and put back. May know the
 * ports of hands and what is below. Must not know the run, the journal or other families.
 */
@NullMarked
package dev.slipway.actions.config;

import org.jspecify.annotations.NullMarked;
