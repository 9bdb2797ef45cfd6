/** Values that every floor may use: ids, digests, secrets, problems and places in a text. Knows nothing above it. */
@NullMarked
package dev.slipway.base;

import org.jspecify.annotations.NullMarked;
