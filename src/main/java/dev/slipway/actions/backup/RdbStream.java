package dev.slipway.actions.backup;

import dev.slipway.hands.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An RDB file as redis-cli streams it. Where the server has not said its length, a mark of forty characters ends it, which
 * redis-cli can only cut off a file again and not what it has written into a pipe; so as many are held back.
 */
final class RdbStream extends OutputStream {
    private static final int MARK = 40;
    /** Its last byte but for a sum of eight. */
    private static final int LAST = 0xff;

    private static final int SUM = 8;
    private static final byte[] FIRST = "REDIS".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream next;
    private final byte[] held = new byte[MARK + SUM + 1];
    private int count;
    private long passed;

    RdbStream(OutputStream next) {
        this.next = next;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        byte[] all = new byte[count + length];
        System.arraycopy(held, 0, all, 0, count);
        System.arraycopy(bytes, from, all, count, length);
        for (int i = 0; passed < FIRST.length && i < Math.min(all.length, FIRST.length); i++) {
            if (all[i] != FIRST[i]) {
                throw new IOException("what redis-cli gives is no RDB file");
            }
        }
        int pass = Math.max(0, all.length - held.length);
        next.write(all, 0, pass);
        passed += pass;
        count = all.length - pass;
        System.arraycopy(all, pass, held, 0, count);
    }

    /** @param marked whether redis-cli has said that the mark is there */
    void finish(boolean marked) throws IOException, Refusal {
        int end = marked ? count - MARK : count;
        int last = end - SUM - 1;
        boolean whole = last >= 0 && (held[last] & 0xff) == LAST;
        if (marked) {
            for (int i = Math.max(0, end); i < count; i++) {
                whole &= Character.digit(held[i], 16) >= 0;
            }
        }
        if (!whole) {
            throw new Refusal("redis-cli has ended before the end of the RDB file: it is cut off");
        }
        next.write(held, 0, end);
    }
}
