/**
 * Feature flags as flagd's files have them: read strictly, evaluated, served by OFREP from a file that is read live. May know what
 * is below. Must not know runs or actions.
 */
@NullMarked
package dev.slipway.flags;

import org.jspecify.annotations.NullMarked;
