package dev.slipway.actions.backup;

/** What a server must be among those that hold the same data. */
public enum Role {
    PRIMARY,
    REPLICA,
    ANY
}
