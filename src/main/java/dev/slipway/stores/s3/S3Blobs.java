package dev.slipway.stores.s3;

import dev.slipway.hands.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Blobs as objects of a bucket. What is being written is an upload in parts, of which nothing can be seen before it is completed; one
 * whose writer has died can only be told by its age.
 */
public final class S3Blobs implements Blobs {
    /** No backup takes longer, and the parts of one that died cost little for as long. */
    private static final Duration ABANDONED = Duration.ofDays(3);

    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofSeconds(60);

    private final Bucket bucket;
    private final InstantSource clock;
    private final S3Client client;

    public S3Blobs(Bucket bucket, InstantSource clock) {
        this.bucket = bucket;
        this.clock = clock;
        this.client = client(bucket);
    }

    private static S3Client client(Bucket bucket) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTING)
                        .socketTimeout(ANSWERING))
                .region(Region.of(bucket.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        bucket.keys().id().reveal(), bucket.keys().secret().reveal())))
                // What this machine's files or its cloud would say of keys and regions is none of a runbook's business.
                .overrideConfiguration(
                        each -> each.defaultProfileFile(ProfileFile.aggregator().build()))
                // Servers that are not Amazon's do not know the newer sums; each part has its MD5, and the whole our
                // SHA-256.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        bucket.endpoint()
                .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
        return builder.build();
    }

    @Override
    public String where() {
        return bucket.where();
    }

    private String key(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,200}")) {
            throw new IllegalArgumentException("not the name of a blob: " + name);
        }
        return bucket.prefix() + name;
    }

    @Override
    public Writing write(String name) throws IOException {
        Upload upload = new Upload(client, bucket, key(name));
        if (there(key(name))) {
            throw new IOException("there is already a " + where() + "/" + name);
        }
        return upload;
    }

    private boolean there(String key) throws IOException {
        return Answers.of("nothing can be written to " + where(), bucket, () -> {
            try {
                client.headObject(head -> head.bucket(bucket.name()).key(key));
                return true;
            } catch (NoSuchKeyException _) {
                return false;
            }
        });
    }

    @Override
    public InputStream read(String name) throws IOException {
        String key = key(name);
        return Answers.of(where() + "/" + name + " cannot be read", bucket, () -> {
            try {
                return new Answers.Guarded(
                        client.getObject(get -> get.bucket(bucket.name()).key(key)), where() + "/" + name, bucket);
            } catch (NoSuchKeyException e) {
                throw new IOException("there is no " + where() + "/" + name, e);
            }
        });
    }

    @Override
    public List<Blob> list() throws IOException {
        return Answers.of(where() + " cannot be read", bucket, () -> {
            List<Blob> all = new ArrayList<>();
            client.listObjectsV2Paginator(list -> list.bucket(bucket.name()).prefix(bucket.prefix()))
                    .contents()
                    .forEach(object -> blob(object).ifPresent(all::add));
            all.sort(Comparator.comparing(Blob::name));
            return List.copyOf(all);
        });
    }

    /** What lies deeper is somebody else's. */
    private Optional<Blob> blob(S3Object object) {
        String name = object.key().substring(bucket.prefix().length());
        return name.isEmpty() || name.contains("/")
                ? Optional.empty()
                : Optional.of(new Blob(name, object.size(), object.lastModified()));
    }

    @Override
    public void put(String name, String text) throws IOException {
        String key = key(name);
        Answers.of(where() + "/" + name + " cannot be written", bucket, () -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            client.putObject(
                    put -> put.bucket(bucket.name()).key(key).contentMD5(Upload.md5(bytes, bytes.length)),
                    RequestBody.fromBytes(bytes));
            return true;
        });
    }

    @Override
    public Optional<String> text(String name) throws IOException {
        String key = key(name);
        return Answers.of(where() + "/" + name + " cannot be read", bucket, () -> {
            try {
                return Optional.of(
                        client.getObjectAsBytes(get -> get.bucket(bucket.name()).key(key))
                                .asUtf8String());
            } catch (NoSuchKeyException _) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void delete(String name) throws IOException {
        String key = key(name);
        Answers.of(where() + "/" + name + " cannot be deleted", bucket, () -> {
            client.deleteObject(delete -> delete.bucket(bucket.name()).key(key));
            return true;
        });
    }

    @Override
    public OptionalLong free() {
        return OptionalLong.empty();
    }

    @Override
    public int sweep() throws IOException {
        return Answers.of(where() + " cannot be swept", bucket, () -> {
            Instant young = clock.instant().minus(ABANDONED);
            Consumer<ListMultipartUploadsRequest.Builder> ours =
                    list -> list.bucket(bucket.name()).prefix(bucket.prefix());
            int swept = 0;
            for (MultipartUpload upload :
                    client.listMultipartUploadsPaginator(ours).uploads()) {
                if (upload.initiated().isBefore(young)) {
                    client.abortMultipartUpload(AbortMultipartUploadRequest.builder()
                            .bucket(bucket.name())
                            .key(upload.key())
                            .uploadId(upload.uploadId())
                            .build());
                    swept++;
                }
            }
            return swept;
        });
    }
}
