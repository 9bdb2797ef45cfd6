/**
 * The traffic proxy, a process of its own: takes requests, claims a version for each, passes them on and counts. The only room
 * that knows Netty. May know route plans and their JSON. Must not know runs.
 */
@NullMarked
package dev.slipway.proxy;

import org.jspecify.annotations.NullMarked;
