package dev.slipway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads addresses as they are written; a name is none, and nothing is looked up. */
final class Addresses {
    private static final int GROUPS = 8;

    private Addresses() {}

    static Optional<byte[]> parse(String written) {
        return written.indexOf(':') < 0 ? four(written) : six(written);
    }

    private static Optional<byte[]> four(String written) {
        String[] parts = written.split("\\.", -1);
        byte[] address = new byte[4];
        if (parts.length != address.length) {
            return Optional.empty();
        }
        for (int i = 0; i < parts.length; i++) {
            // Leading zeros are octal for some readers and decimal for others.
            boolean number = parts[i].matches("0|[1-9][0-9]{0,2}");
            if (!number || Integer.parseInt(parts[i]) > 255) {
                return Optional.empty();
            }
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return Optional.of(address);
    }

    private static Optional<byte[]> six(String written) {
        int gap = written.indexOf("::");
        if (gap != written.lastIndexOf("::")) {
            return Optional.empty();
        }
        List<String> before = groups(gap < 0 ? written : written.substring(0, gap));
        List<String> after = gap < 0 ? List.of() : groups(written.substring(gap + 2));
        int missing = GROUPS - before.size() - after.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(before);
        for (int i = 0; i < missing; i++) {
            all.add("0");
        }
        all.addAll(after);
        byte[] address = new byte[GROUPS * 2];
        for (int i = 0; i < GROUPS; i++) {
            if (!all.get(i).matches("[0-9a-fA-F]{1,4}")) {
                return Optional.empty();
            }
            int group = Integer.parseInt(all.get(i), 16);
            address[2 * i] = (byte) (group >> 8);
            address[2 * i + 1] = (byte) group;
        }
        return Optional.of(address);
    }

    private static List<String> groups(String written) {
        return written.isEmpty() ? List.of() : List.of(written.split(":", -1));
    }
}
