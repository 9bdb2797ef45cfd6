package dev.slipway.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** zstd alone, for what is kept beside a record and opened by {@code zstd -d}. */
public final class Compressed {
    private Compressed() {}

    /** Closing it writes the last frame and closes {@code out}. */
    public static OutputStream over(OutputStream out) throws IOException {
        return Seal.over(out, List.of());
    }
}
