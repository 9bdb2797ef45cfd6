/**
 * Expressions of the format: CEL, parsed with positions, asked for the names they read, evaluated on plain data. May know
 * base. Must not know what the names stand for. Owns dev.cel.
 */
@NullMarked
package dev.slipway.expression;

import org.jspecify.annotations.NullMarked;
