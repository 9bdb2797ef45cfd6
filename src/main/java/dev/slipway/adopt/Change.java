package dev.slipway.adopt;

/** A line of the document or of the runbook: {@code ' '} in both, {@code '-'} gone, {@code '+'} new. */
public record Change(char mark, String line) {}
