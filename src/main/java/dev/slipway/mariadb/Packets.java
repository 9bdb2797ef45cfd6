package dev.slipway.mariadb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The protocol's frames: three bytes of length, one that counts, and what they hold. */
final class Packets {
    private static final int WHOLE = 0xffffff;
    private static final int LONGEST = 64 * 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private int next;

    Packets(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Each command begins to count anew. */
    void restart() {
        next = 0;
    }

    /** The same count over another stream, once the connection is encrypted. */
    Packets over(InputStream encryptedIn, OutputStream encryptedOut) {
        Packets packets = new Packets(encryptedIn, encryptedOut);
        packets.next = next;
        return packets;
    }

    Fields read() throws IOException {
        byte[] all = new byte[0];
        while (true) {
            byte[] head = exactly(4);
            int length = (head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16;
            next = (head[3] & 0xff) + 1;
            if (all.length + length > LONGEST) {
                throw new IOException("what answers does not speak as MariaDB does");
            }
            byte[] longer = new byte[all.length + length];
            System.arraycopy(all, 0, longer, 0, all.length);
            System.arraycopy(exactly(length), 0, longer, all.length, length);
            all = longer;
            if (length < WHOLE) {
                return new Fields(all);
            }
        }
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the server ended the connection");
        }
        return bytes;
    }

    void write(byte[] bytes) throws IOException {
        out.write(
                new byte[] {(byte) bytes.length, (byte) (bytes.length >> 8), (byte) (bytes.length >> 16), (byte) next++
                });
        out.write(bytes);
        out.flush();
    }
}
