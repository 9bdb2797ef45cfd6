package dev.slipway.schema;

/**
 * A version of the code that has run on a schema.
 *
 * @param since when the run began that shows it, as the record has it
 */
public record Stay(String version, String revision, String since) {}
