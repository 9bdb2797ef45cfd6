package dev.slipway.actions.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Sums a dump of SQL up while it goes by: all lines but those that name where it was made, and how the last one begins. Lines may be
 * megabytes long.
 */
final class DumpSum extends OutputStream {
    private static final List<String> PASSING = List.of(
            "-- Host: ",
            "-- MariaDB dump ",
            "-- MySQL dump ",
            "-- Server version",
            "-- Dumping events for ",
            "-- Dumping routines for ");
    private static final String LAST = "-- Dump completed";
    private static final int HEAD = 32;

    private final OutputStream next;
    private final MessageDigest hash;
    private final byte[] head = new byte[HEAD];
    private int length;
    private boolean ended;

    DumpSum(OutputStream next) {
        this.next = next;
        try {
            this.hash = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        next.write(bytes, from, count);
        for (int at = from; at < from + count; at++) {
            if (bytes[at] == '\n') {
                line();
            } else if (length < HEAD) {
                head[length++] = bytes[at];
                if (length == HEAD && !passes()) {
                    hash.update(head);
                }
            } else {
                int end = at;
                while (end < from + count && bytes[end] != '\n') {
                    end++;
                }
                if (!passes()) {
                    hash.update(bytes, at, end - at);
                }
                at = end - 1;
            }
        }
    }

    private void line() {
        if (length > 0) {
            ended = beginning().startsWith(LAST);
        }
        if (!passes()) {
            if (length < HEAD) {
                hash.update(head, 0, length);
            }
            hash.update((byte) '\n');
        }
        length = 0;
    }

    private String beginning() {
        return new String(head, 0, length, StandardCharsets.UTF_8);
    }

    private boolean passes() {
        String beginning = beginning();
        return PASSING.stream().anyMatch(beginning::startsWith);
    }

    /** Whether its last line is the one that a dump which came to its end has. */
    boolean ended() {
        return ended;
    }

    String sum() {
        return HexFormat.of().formatHex(hash.digest());
    }
}
