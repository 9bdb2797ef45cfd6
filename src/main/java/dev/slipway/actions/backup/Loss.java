package dev.slipway.actions.backup;

/** What a restore does about what was written since the backup. */
public enum Loss {
    ASK,
    ACCEPT
}
