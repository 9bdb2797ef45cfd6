package dev.slipway.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 in lower-case hexadecimal. */
public record Digest(String hex) {

    public Digest {
        if (!isSha256(hex)) {
            throw new IllegalArgumentException("not a SHA-256: " + hex);
        }
    }

    public static Digest of(byte[] bytes) {
        try {
            return new Digest(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What people read and type. */
    public String brief() {
        return hex.substring(0, 6);
    }

    @Override
    public String toString() {
        return hex;
    }

    /** By hand, because a journal of 100,000 entries is read with a digest each. */
    private static boolean isSha256(String hex) {
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return hex.length() == 64;
    }
}
