/**
 * Places inside containers: commands and steps run through the docker program of another place, in a container that is named
 * or chosen by the labels of Compose. May know the ports. Must not know why a step runs, nor where the other place is.
 */
@NullMarked
package dev.slipway.places.container;

import org.jspecify.annotations.NullMarked;
