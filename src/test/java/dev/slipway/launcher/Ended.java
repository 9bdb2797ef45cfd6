package dev.slipway.launcher;

/** What a command said and how it ended. */
record Ended(int exit, String out, String err) {}
