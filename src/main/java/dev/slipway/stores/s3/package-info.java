/**
 * Backups in a bucket that speaks S3. Owns the library for it, which is loaded when a bucket is first used. May know the port.
 * Must not know what blobs hold, nor where its keys come from.
 */
@NullMarked
package dev.slipway.stores.s3;

import org.jspecify.annotations.NullMarked;
