package dev.slipway.stores.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Secret;
import dev.slipway.hands.Blobs;
import dev.slipway.hands.BlobsContract;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3BlobsTest extends BlobsContract {
    private S3Server server;

    @BeforeEach
    void start_a_server() throws Exception {
        server = new S3Server();
    }

    @AfterEach
    void end_it() {
        server.close();
    }

    private S3Blobs blobs(String bucket, String prefix, String secret, URI at) {
        return blobs(bucket, prefix, secret, at, InstantSource.system());
    }

    private static S3Blobs blobs(String bucket, String prefix, String secret, URI at, InstantSource clock) {
        return new S3Blobs(
                new Bucket(
                        bucket,
                        prefix,
                        Optional.of(at),
                        "us-east-1",
                        new Bucket.Keys(new Secret("KEY_ID", S3Server.ID), new Secret("KEY_SECRET", secret))),
                clock);
    }

    @Override
    protected Blobs blobs() {
        return blobs("kept", "planner/", S3Server.SECRET, server.uri());
    }

    private static String sum(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void a_blob_of_many_parts_is_read_again_as_it_was_written() throws Exception {
        byte[] bytes = new byte[20_000_003];
        new Random(7).nextBytes(bytes);
        try (Blobs.Writing writing = blobs().write("large.dump")) {
            for (int at = 0; at < bytes.length; at += 100_000) {
                writing.stream().write(bytes, at, Math.min(100_000, bytes.length - at));
            }
            assertThat(blobs().list()).isEmpty();
            writing.finish();
        }
        try (InputStream in = blobs().read("large.dump")) {
            assertThat(sum(in.readAllBytes())).isEqualTo(sum(bytes));
        }
    }

    @Test
    void two_prefixes_do_not_see_each_other() throws Exception {
        blobs().put("one.json", "{}");
        assertThat(blobs("kept", "other/", S3Server.SECRET, server.uri()).list())
                .isEmpty();
        assertThat(blobs("kept", "", S3Server.SECRET, server.uri()).list()).isEmpty();
        assertThat(blobs().list()).hasSize(1);
        assertThat(blobs().where()).isEqualTo("s3://kept/planner");
    }

    @Test
    void of_two_writers_of_one_name_the_second_is_told() throws Exception {
        try (Blobs.Writing first = blobs().write("one.dump");
                Blobs.Writing second = blobs().write("one.dump")) {
            first.stream().write(1);
            second.stream().write(2);
            first.finish();
            assertThatThrownBy(second::finish).hasMessage("there is already a s3://kept/planner/one.dump");
        }
        try (InputStream in = blobs().read("one.dump")) {
            assertThat(in.readAllBytes()).containsExactly(1);
        }
    }

    @Test
    void what_a_writer_that_died_has_left_is_swept_when_it_is_old() throws Exception {
        Blobs.Writing died = blobs().write("one.dump");
        died.stream().write(new byte[9_000_000]);
        assertThat(blobs().sweep()).isZero();
        InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofDays(4));
        Blobs then = blobs("kept", "planner/", S3Server.SECRET, server.uri(), later);
        assertThat(then.sweep()).isEqualTo(1);
        assertThat(then.sweep()).isZero();
        assertThatThrownBy(died::finish).isInstanceOf(IOException.class);
    }

    @Test
    void keys_that_are_not_accepted_are_named_and_never_shown() {
        Blobs wrong = blobs("kept", "planner/", "not-the-secret", server.uri());
        assertThatThrownBy(wrong::list)
                .hasMessage("s3://kept/planner cannot be read: the keys in KEY_ID and KEY_SECRET are not accepted");
        assertThatThrownBy(() -> wrong.write("one.dump"))
                .hasMessage("nothing can be written to s3://kept/planner: the keys in KEY_ID and KEY_SECRET are not"
                        + " accepted, or may not do that");
    }

    @Test
    void a_bucket_that_is_not_there_is_said() {
        assertThatThrownBy(blobs("none", "", S3Server.SECRET, server.uri())::list)
                .hasMessage("s3://none cannot be read: there is no bucket none");
    }

    @Test
    void a_server_that_is_not_there_is_said() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(blobs("kept", "", S3Server.SECRET, URI.create("http://127.0.0.1:" + port))::list)
                .hasMessageStartingWith("s3://kept cannot be read: the server cannot be reached: ");
    }

    @Test
    void names_do_not_lead_elsewhere() {
        assertThatThrownBy(() -> blobs().read("../secret")).isInstanceOf(IllegalArgumentException.class);
    }
}
