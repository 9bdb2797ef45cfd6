package dev.slipway.mariadb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** One packet, read from its front. */
final class Fields {
    private final byte[] bytes;
    private int at;

    Fields(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean more() {
        return at < bytes.length;
    }

    int length() {
        return bytes.length;
    }

    /** The first byte, which says what the packet is. */
    int kind() {
        return bytes.length == 0 ? -1 : bytes[0] & 0xff;
    }

    int number(int width) throws IOException {
        need(width);
        int value = 0;
        for (int i = 0; i < width; i++) {
            value |= (bytes[at++] & 0xff) << (8 * i);
        }
        return value;
    }

    byte[] take(int count) throws IOException {
        need(count);
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }

    /** Up to a zero byte, or the end. */
    String text() {
        int from = at;
        while (at < bytes.length && bytes[at] != 0) {
            at++;
        }
        String text = new String(bytes, from, at - from, StandardCharsets.UTF_8);
        at = Math.min(at + 1, bytes.length);
        return text;
    }

    /** A text with its length before it; empty where the value is NULL. */
    Optional<String> value() throws IOException {
        need(1);
        if ((bytes[at] & 0xff) == 0xfb) {
            at++;
            return Optional.empty();
        }
        return Optional.of(new String(take(count()), StandardCharsets.UTF_8));
    }

    /** A number of one, two, three or eight bytes behind one that says which. */
    int count() throws IOException {
        int first = number(1);
        return switch (first) {
            case 0xfc -> number(2);
            case 0xfd -> number(3);
            case 0xfe -> {
                int low = number(4);
                if (number(4) != 0 || low < 0) {
                    throw strange();
                }
                yield low;
            }
            default -> first;
        };
    }

    private void need(int count) throws IOException {
        if (count < 0 || at + count > bytes.length) {
            throw strange();
        }
    }

    private static IOException strange() {
        return new IOException("what answers does not speak as MariaDB does");
    }
}
