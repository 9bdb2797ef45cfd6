package dev.slipway.route;

import java.util.Arrays;
import java.util.HexFormat;

/** A range of addresses, {@code 10.0.0.0/8} or {@code 2001:db8::/32}; an address alone is a range of one. */
public final class Network {
    private final byte[] address;
    private final int bits;
    private final String written;

    private Network(byte[] address, int bits, String written) {
        this.address = address;
        this.bits = bits;
        this.written = written;
    }

    /** Throws {@link IllegalArgumentException} with one sentence; never looks a name up. */
    public static Network of(String written) {
        int slash = written.indexOf('/');
        byte[] address = Addresses.parse(slash < 0 ? written : written.substring(0, slash))
                .orElseThrow(() -> notOne(written));
        int most = address.length * 8;
        try {
            int bits = slash < 0 ? most : Integer.parseUnsignedInt(written.substring(slash + 1));
            if (bits > most) {
                throw notOne(written);
            }
            return new Network(address, bits, written);
        } catch (NumberFormatException _) {
            throw notOne(written);
        }
    }

    private static IllegalArgumentException notOne(String written) {
        return new IllegalArgumentException(
                "'" + written + "' is not a network: write it as 10.0.0.0/8 or 2001:db8::/32");
    }

    public boolean holds(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        int rest = 0xFF << (8 - bits % 8);
        return Arrays.equals(address, 0, whole, other, 0, whole)
                && (bits % 8 == 0 || ((address[whole] ^ other[whole]) & rest & 0xFF) == 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && bits == network.bits && Arrays.equals(address, network.address);
    }

    @Override
    public int hashCode() {
        return HexFormat.of().formatHex(address).hashCode() * 31 + bits;
    }

    @Override
    public String toString() {
        return written;
    }
}
