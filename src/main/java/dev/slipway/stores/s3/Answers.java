package dev.slipway.stores.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a bucket says when it will not, in one sentence; and that it was stopped. */
final class Answers {
    private Answers() {}

    interface Asked<T> {
        T answer() throws IOException;
    }

    static <T> T of(String otherwise, Bucket bucket, Asked<T> asked) throws IOException {
        try {
            return asked.answer();
        } catch (SdkException e) {
            throw said(otherwise, bucket, e);
        }
    }

    private static IOException said(String otherwise, Bucket bucket, SdkException e) {
        if (e instanceof AbortedException) {
            Thread.currentThread().interrupt();
            return new IOException(otherwise + ": it was stopped", e);
        }
        return new IOException(otherwise + ": " + why(bucket, e), e);
    }

    private static String why(Bucket bucket, SdkException e) {
        if (!(e instanceof S3Exception refused)) {
            return "the server cannot be reached: " + root(e);
        }
        String keys =
                bucket.keys().id().name() + " and " + bucket.keys().secret().name();
        String code = Optional.ofNullable(refused.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
        return switch (code) {
            case "NoSuchBucket" -> "there is no bucket " + bucket.name();
            case "AccessDenied" -> "the keys in " + keys + " may not do that";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" -> "the keys in " + keys + " are not accepted";
            case "RequestTimeTooSkewed" -> "the clock of this machine is wrong";
            // A question without a body is answered without a reason.
            case "" ->
                switch (refused.statusCode()) {
                    case 403 -> "the keys in " + keys + " are not accepted, or may not do that";
                    case 404 -> "there is no bucket " + bucket.name();
                    default -> "the server answers " + refused.statusCode();
                };
            default ->
                code + ": "
                        + Optional.ofNullable(refused.awsErrorDetails())
                                .map(AwsErrorDetails::errorMessage)
                                .orElse("");
        };
    }

    private static String root(Throwable e) {
        Throwable at = e;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at instanceof java.net.UnknownHostException
                ? "the name " + at.getMessage() + " is not known"
                : String.valueOf(at.getMessage());
    }

    /** A connection that breaks in the middle of a blob is said as when it breaks before. */
    static final class Guarded extends FilterInputStream {
        private final String name;
        private final Bucket bucket;

        Guarded(InputStream in, String name, Bucket bucket) {
            super(in);
            this.name = name;
            this.bucket = bucket;
        }

        @Override
        public int read() throws IOException {
            return of(name + " cannot be read", bucket, in::read);
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            return of(name + " cannot be read", bucket, () -> in.read(bytes, from, count));
        }
    }
}
