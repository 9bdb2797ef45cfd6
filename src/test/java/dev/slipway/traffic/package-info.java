/** What every proxy that can be in front of a release must do, shown with real ones under a load that counts each request. */
@NullMarked
package dev.slipway.traffic;

import org.jspecify.annotations.NullMarked;
