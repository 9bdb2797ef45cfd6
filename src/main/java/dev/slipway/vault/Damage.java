package dev.slipway.vault;

import java.io.IOException;

/** A blob was read and is not what was written. Every other failure says nothing about it: it may be readable tomorrow. */
public final class Damage extends IOException {
    Damage(String says) {
        super(says);
    }
}
