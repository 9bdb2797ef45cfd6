/**
 * The whole story on embedded defaults: a shop behind the proxy, people who visit it all the time, three releases.
 * May know: the command line, which it uses as a person would. Must not: how a release is made.
 */
@NullMarked
package dev.slipway.demo;

import org.jspecify.annotations.NullMarked;
