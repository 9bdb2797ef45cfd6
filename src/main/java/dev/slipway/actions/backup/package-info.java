/**
 * Actions on data: backups that are proved, and restores that replace nothing before it is verified. May know the vault and
 * the ports. Must not know the run, nor where a store lies.
 */
@NullMarked
package dev.slipway.actions.backup;

import org.jspecify.annotations.NullMarked;
