/**
 * The law: events in, orders out. A Run is the fold of its events; the Conductor reads it and the time and says what to do
 * next. May know plans. Must not know who performs and who keeps the events.
 */
@NullMarked
package dev.slipway.run;

import org.jspecify.annotations.NullMarked;
