/** Backups in a folder of this machine, or one that is mounted here. May know the port. Must not know what blobs hold. */
@NullMarked
package dev.slipway.stores.folder;

import org.jspecify.annotations.NullMarked;
