/**
 * Seals and opens backups, and keeps the catalogue beside them: compressed by zstd, encrypted by age, counted and hashed in one
 * pass. Owns both libraries. May know the port of blobs and the values of backups. Must not know what is backed up, or runs.
 */
@NullMarked
package dev.slipway.vault;

import org.jspecify.annotations.NullMarked;
