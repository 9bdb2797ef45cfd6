/**
 * nginx in front of a release, told by links in a folder that it looks at for each request; it is never reloaded.
 * May know: base, route, hands. Must not: runs, other proxies, how versions are started.
 */
@NullMarked
package dev.slipway.traffic.nginx;

import org.jspecify.annotations.NullMarked;
