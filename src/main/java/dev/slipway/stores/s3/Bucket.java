package dev.slipway.stores.s3;

import dev.slipway.base.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Where in which bucket, and who asks.
 *
 * @param prefix before the name of each blob, with a slash at its end; empty for the whole bucket
 * @param endpoint of a server that is not Amazon's; its buckets are asked for by path
 */
public record Bucket(String name, String prefix, Optional<URI> endpoint, String region, Keys keys) {

    public record Keys(Secret id, Secret secret) {}

    String where() {
        return "s3://" + name + (prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1));
    }
}
