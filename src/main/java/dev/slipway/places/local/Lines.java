package dev.slipway.places.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.hands.Place.OutputListener;
import java.util.Arrays;

/** Cuts masked bytes into lines; very long ones into pieces. */
final class Lines {
    /** Nobody reads a longer line, and a listener need not hold it. */
    static final int LONGEST = 16 * 1024;

    private final OutputListener listener;
    private final boolean error;
    private byte[] open = new byte[256];
    private int length;

    Lines(OutputListener listener, boolean error) {
        this.listener = listener;
        this.error = error;
    }

    void accept(byte[] bytes, int from, int count) {
        int until = from + count;
        int at = from;
        while (at < until) {
            int end = at;
            int most = Math.min(until, at + LONGEST - length);
            while (end < most && bytes[end] != '\n') {
                end++;
            }
            add(bytes, at, end - at);
            if (end < until && bytes[end] == '\n') {
                emit(length > 0 && open[length - 1] == '\r' ? length - 1 : length);
                length = 0;
                end++;
            } else if (length >= LONGEST) {
                emitPiece();
            }
            at = end;
        }
    }

    void end() {
        if (length > 0) {
            emit(length);
            length = 0;
        }
    }

    private void add(byte[] bytes, int from, int count) {
        if (length + count > open.length) {
            open = Arrays.copyOf(open, Math.max(open.length * 2, length + count));
        }
        System.arraycopy(bytes, from, open, length, count);
        length += count;
    }

    /** Cuts before the character that the limit would split. */
    private void emitPiece() {
        int cut = length;
        while (cut > length - 4 && (open[cut - 1] & 0xc0) == 0x80) {
            cut--;
        }
        boolean splits = (open[cut - 1] & 0xc0) == 0xc0;
        int end = splits ? cut - 1 : length;
        emit(end);
        System.arraycopy(open, end, open, 0, length - end);
        length -= end;
    }

    private void emit(int end) {
        listener.line(new String(open, 0, end, UTF_8), error);
    }
}
