/**
 * What is known of a backup, how it is named, and which backups may go: values and one law. May know base. Must not know where
 * backups lie, who makes them, or what time it is.
 */
@NullMarked
package dev.slipway.backup;

import org.jspecify.annotations.NullMarked;
