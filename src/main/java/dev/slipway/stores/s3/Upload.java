package dev.slipway.stores.s3;

import dev.slipway.hands.Blobs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One blob on its way, of which one part at a time is in memory. Parts grow, since a blob has ten thousand of them at most: 8 MiB
 * for the first thousand, then twice as much for each thousand more, which is enough for a blob of the greatest size there is.
 */
final class Upload implements Blobs.Writing {
    private static final int FIRST = 8 * 1024 * 1024;
    private static final int LARGEST = 128 * 1024 * 1024;
    private static final int GROWING = 1000;

    private final S3Client client;
    private final Bucket bucket;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();
    private Optional<String> id = Optional.empty();
    private byte[] part = new byte[64 * 1024];
    private int filled;
    private boolean finished;

    Upload(S3Client client, Bucket bucket, String key) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    private final OutputStream stream = new OutputStream() {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            int at = from;
            while (at < from + count) {
                if (filled == limit()) {
                    send();
                }
                int some = Math.min(from + count - at, limit() - filled);
                grow(filled + some);
                System.arraycopy(bytes, at, part, filled, some);
                filled += some;
                at += some;
            }
        }
    };

    private int limit() {
        int doubled = Math.min(parts.size() / GROWING, 4);
        return Math.min(LARGEST, FIRST << doubled);
    }

    private void grow(int wanted) {
        if (wanted > part.length) {
            part = Arrays.copyOf(part, Math.min(limit(), Math.max(wanted, part.length * 2)));
        }
    }

    @Override
    public OutputStream stream() {
        return stream;
    }

    private String where() {
        return "s3://" + bucket.name() + "/" + key;
    }

    private void send() throws IOException {
        Answers.of("nothing can be written to " + bucket.where(), bucket, () -> {
            if (id.isEmpty()) {
                id = Optional.of(client.createMultipartUpload(
                                create -> create.bucket(bucket.name()).key(key))
                        .uploadId());
            }
            int number = parts.size() + 1;
            String tag = client.uploadPart(
                            one -> one.bucket(bucket.name())
                                    .key(key)
                                    .uploadId(id.orElseThrow())
                                    .partNumber(number)
                                    .contentMD5(md5(part, filled)),
                            RequestBody.fromByteBuffer(ByteBuffer.wrap(part, 0, filled)))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            return true;
        });
        filled = 0;
    }

    static String md5(byte[] bytes, int count) {
        try {
            MessageDigest hash = MessageDigest.getInstance("MD5");
            hash.update(bytes, 0, count);
            return Base64.getEncoder().encodeToString(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Completed only where the name is free: two writers of one name would otherwise lose one backup. */
    @Override
    public void finish() throws IOException {
        if (id.isPresent() && filled > 0) {
            send();
        }
        try {
            Answers.of("it could not be finished as " + where(), bucket, () -> {
                complete();
                return true;
            });
        } catch (IOException e) {
            if (e.getCause() instanceof S3Exception refused && refused.statusCode() == 412) {
                throw new IOException("there is already a " + where(), e);
            }
            throw e;
        }
        finished = true;
    }

    private void complete() {
        if (id.isPresent()) {
            client.completeMultipartUpload(all -> all.bucket(bucket.name())
                    .key(key)
                    .uploadId(id.get())
                    .ifNoneMatch("*")
                    .multipartUpload(upload -> upload.parts(parts)));
        } else {
            client.putObject(
                    put -> put.bucket(bucket.name()).key(key).ifNoneMatch("*").contentMD5(md5(part, filled)),
                    RequestBody.fromByteBuffer(ByteBuffer.wrap(part, 0, filled)));
        }
    }

    @Override
    public void close() throws IOException {
        if (!finished && id.isPresent()) {
            String upload = id.get();
            id = Optional.empty();
            boolean stopped = Thread.interrupted(); // a step that is stopped still takes its parts with it
            try {
                Answers.of(where() + " could not be taken back", bucket, () -> {
                    client.abortMultipartUpload(
                            abort -> abort.bucket(bucket.name()).key(key).uploadId(upload));
                    return true;
                });
            } finally {
                if (stopped) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
