/**
 * Records as typed parameters of actions: schema, reference text and binding from data, with what is wrong at which key. May
 * know base. Must not know actions.
 */
@NullMarked
package dev.slipway.parameters;

import org.jspecify.annotations.NullMarked;
