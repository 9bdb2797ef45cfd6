package dev.slipway.runbook;

import java.util.Optional;

/** Where a store of backups is. */
public sealed interface Storage {

    /** @param path from the root of the repository */
    record Folder(String path) implements Storage {}

    /**
     * @param prefix before the name of each object, without a slash at its ends; empty for the whole bucket
     * @param endpoint of a server that is not Amazon's
     * @param key the variable with the key's id
     * @param secret the variable with the key
     */
    record Bucket(String name, String prefix, Optional<String> endpoint, String region, String key, String secret)
            implements Storage {}
}
