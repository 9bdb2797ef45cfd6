/** Every kind of mistake that an author can make, through the whole of Slipway: a file goes in, a message comes out. */
@NullMarked
package dev.slipway.broken;

import org.jspecify.annotations.NullMarked;
