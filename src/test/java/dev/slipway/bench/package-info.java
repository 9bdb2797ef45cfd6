/** Programs behind {@code bin/bench}: they measure the parts that ship, put together as {@code main} does. */
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
