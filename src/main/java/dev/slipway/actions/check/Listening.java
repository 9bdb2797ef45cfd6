package dev.slipway.actions.check;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The listening sockets of {@code /proc/net/tcp} and {@code tcp6}: the one place where their lines are read. */
record Listening(List<Socket> sockets) {
    private static final String LISTEN = "0A";

    record Socket(InetAddress address, int port, String inode) {}

    static Optional<Listening> read(String text) {
        List<Socket> sockets = new ArrayList<>();
        boolean headed = false;
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            headed |= words[0].equals("sl");
            if (words.length > 9 && words[0].endsWith(":") && words[3].equals(LISTEN)) {
                socket(words[1], words[9]).ifPresent(sockets::add);
            }
        }
        return headed ? Optional.of(new Listening(sockets)) : Optional.empty();
    }

    private static Optional<Socket> socket(String local, String inode) {
        int colon = local.indexOf(':');
        if (colon != 8 && colon != 32) {
            return Optional.empty();
        }
        byte[] words = HexFormat.of().parseHex(local.substring(0, colon));
        byte[] address = new byte[words.length];
        // Each four bytes are a number of the machine, which on all machines that we know is written backwards.
        for (int i = 0; i < words.length; i++) {
            address[i] = words[(i & ~3) + 3 - (i & 3)];
        }
        try {
            int port = Integer.parseInt(local.substring(colon + 1), 16);
            return Optional.of(new Socket(InetAddress.getByAddress(address), port, inode));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Literal, so that no name is looked up. */
    static void check(String address) {
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("'address' is an address such as 127.0.0.1 or ::1, not a name");
        }
        literal(address);
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("'" + address + "' is not an address");
        }
    }

    /** Those that stand in the way of one more on that port. */
    List<Socket> on(int port, Optional<String> address) {
        Optional<InetAddress> wanted = address.map(Listening::literal).filter(each -> !each.isAnyLocalAddress());
        return sockets.stream()
                .filter(socket -> socket.port() == port)
                .filter(socket -> wanted.isEmpty()
                        || socket.address().isAnyLocalAddress()
                        || socket.address().equals(wanted.get()))
                .toList();
    }
}
