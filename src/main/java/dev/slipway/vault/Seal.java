package dev.slipway.vault;

import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.slipway.base.Secret;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.util.List;

/** zstd inside age, as the programs of these names write and read them. */
final class Seal {
    /** zstd's own default: faster than an ordinary disk or network, and three to five times smaller. */
    private static final int LEVEL = 3;
    /** Compression goes on beside encryption, which has a thread to itself; each worker takes some 10 MB. */
    private static final int WORKERS = 2;

    /** age works by 64 KiB; fewer, larger writes cost less between the layers. */
    private static final int BUFFER = 64 * 1024;

    private Seal() {}

    static String format(String inside, List<String> recipients) {
        return inside + "+zstd" + (recipients.isEmpty() ? "" : "+age");
    }

    /** Closing what this gives writes the last frame of both, and closes {@code out}. */
    static OutputStream over(OutputStream out, List<String> recipients) throws IOException {
        ZstdOutputStream zstd = new ZstdOutputStream(recipients.isEmpty() ? out : age(out, recipients), LEVEL);
        zstd.setChecksum(true);
        zstd.setWorkers(WORKERS);
        return zstd;
    }

    private static OutputStream age(OutputStream out, List<String> recipients) throws IOException {
        try {
            WritableByteChannel sealed = new StandardEncryptingChannelFactory()
                    .newEncryptingChannel(Channels.newChannel(out), AgeKeys.writers(recipients));
            return new Gathering(sealed);
        } catch (GeneralSecurityException e) {
            throw new IOException("it cannot be encrypted: " + e.getMessage(), e);
        }
    }

    /** @param identities none for what is not encrypted */
    static InputStream open(InputStream in, List<Secret> identities) throws IOException {
        InputStream plain = identities.isEmpty() ? in : opened(in, identities);
        return new ZstdInputStream(new BufferedInputStream(plain, BUFFER));
    }

    private static InputStream opened(InputStream in, List<Secret> identities) throws IOException {
        try {
            ReadableByteChannel channel = new StandardDecryptingChannelFactory()
                    .newDecryptingChannel(
                            Channels.newChannel(new BufferedInputStream(in, BUFFER)), AgeKeys.readers(identities));
            return Channels.newInputStream(channel);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "it cannot be opened with " + identities.getFirst().name()
                            + ": that is another key, or it was changed",
                    e);
        }
    }

    /** Hands whole buffers on: the channel below would encrypt each small write by itself. */
    private static final class Gathering extends OutputStream {
        private final WritableByteChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

        Gathering(WritableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int at = from;
            while (at < from + length) {
                if (!buffer.hasRemaining()) {
                    drain();
                }
                int now = Math.min(buffer.remaining(), from + length - at);
                buffer.put(bytes, at, now);
                at += now;
            }
        }

        private void drain() throws IOException {
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                drain();
                channel.close();
            }
        }
    }
}
