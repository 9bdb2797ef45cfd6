package dev.slipway.proxy;

import dev.slipway.route.PoolId;
import dev.slipway.route.Sticky;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The values of a sticky cookie, one for each version; made once for each table, so that a request only compares. */
final class Stickiness {
    private static final String MAC = "HmacSHA256";

    /** Half of the signature: 128 bits cannot be guessed, and a cookie goes with every request. */
    private static final int SIGNATURE_BYTES = 16;

    private final String cookie;
    private final List<String> values;

    Stickiness(Sticky sticky, List<PoolId> pools) {
        this.cookie = sticky.cookie();
        this.values = pools.stream().map(pool -> value(sticky, pool)).toList();
    }

    private static String value(Sticky sticky, PoolId pool) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(sticky.key().reveal().getBytes(StandardCharsets.UTF_8), MAC));
            byte[] signed = mac.doFinal((sticky.cookie() + "=" + pool.value()).getBytes(StandardCharsets.UTF_8));
            byte[] half = java.util.Arrays.copyOf(signed, SIGNATURE_BYTES);
            return pool.value() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(half);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    String cookie() {
        return cookie;
    }

    /** Which version the value names; -1 for one that was not signed here. */
    int indexOf(String value) {
        for (int i = 0; i < values.size(); i++) {
            if (same(values.get(i), value)) {
                return i;
            }
        }
        return -1;
    }

    String line(int index, boolean secure) {
        return cookie + "=" + values.get(index) + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    /** In a time that does not tell how much of it was right. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.ISO_8859_1), other.getBytes(StandardCharsets.ISO_8859_1));
    }
}
