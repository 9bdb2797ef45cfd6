/**
 * HAProxy in front of a release, told by its runtime API: versions in slots of its configuration, all routes in one map.
 * May know: base, route, hands. Must not: runs, other proxies, how versions are started.
 */
@NullMarked
package dev.slipway.traffic.haproxy;

import org.jspecify.annotations.NullMarked;
