/**
 * What carries a session from step to step: the scripts that read and save its state, and what they are told. Every place
 * whose steps are shell texts uses them. May know the ports. Must not know where files lie or processes run.
 */
@NullMarked
package dev.slipway.sessions;

import org.jspecify.annotations.NullMarked;
