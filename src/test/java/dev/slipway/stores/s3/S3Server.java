package dev.slipway.stores.s3;

import java.net.URI;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gaul.s3proxy.junit.S3ProxyJunitCore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server that speaks S3, in the test's own process, with one bucket called kept. */
public final class S3Server implements AutoCloseable {
    public static final String ID = "the-id-of-a-key";
    public static final String SECRET = "the-secret-of-a-key";

    /** Held, or its level would be forgotten. */
    private static final Logger TALKATIVE = Logger.getLogger("org.gaul");

    private final S3ProxyJunitCore server;

    public S3Server() throws Exception {
        TALKATIVE.setLevel(Level.OFF);
        server = new S3ProxyJunitCore.Builder().withCredentials(ID, SECRET).build();
        server.beforeEach();
        try (S3Client client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.US_EAST_1)
                .endpointOverride(server.getUri())
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ID, SECRET)))
                .build()) {
            client.createBucket(create -> create.bucket("kept"));
        }
    }

    public URI uri() {
        return server.getUri();
    }

    @Override
    public void close() {
        server.afterEach();
    }
}
