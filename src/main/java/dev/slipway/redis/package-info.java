/**
 * Speaks with Redis in its own protocol, as far as asking needs it. Must not know what is asked, or runs.
 */
@NullMarked
package dev.slipway.redis;

import org.jspecify.annotations.NullMarked;
