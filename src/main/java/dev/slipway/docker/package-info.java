/**
 * The Docker engine and Compose, of both versions, as an action reaches them: by the programs of its place, in their machine
 * formats. May know the ports. Must not know what is done there.
 */
@NullMarked
package dev.slipway.docker;

import org.jspecify.annotations.NullMarked;
