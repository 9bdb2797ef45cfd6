/** What the proxy must do and must not let through, shown with real connections wherever the wire decides. */
@NullMarked
package dev.slipway.proxy;

import org.jspecify.annotations.NullMarked;
