/**
 * Brings a version of something to its visitors and takes it back: processes behind a front, folders behind a link. What to
 * do next is decided by {@link dev.slipway.actions.deploy.Release} from what is observed, without any I/O. May know the ports
 * of hands and what is below. Must not know the run, the journal, any adapter or other families.
 */
@NullMarked
package dev.slipway.actions.deploy;

import org.jspecify.annotations.NullMarked;
