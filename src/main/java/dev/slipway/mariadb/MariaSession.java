package dev.slipway.mariadb;

import dev.slipway.base.Secret;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection, for statements whose answers are few rows of text. Logs in by {@code mysql_native_password} alone: the password
 * never leaves this machine as it is.
 */
public final class MariaSession implements AutoCloseable {
    private static final String NATIVE = "mysql_native_password";
    private static final int LONG_PASSWORD = 1;
    private static final int PROTOCOL_41 = 0x200;
    private static final int SSL = 0x800;
    private static final int TRANSACTIONS = 0x2000;
    private static final int SECURE = 0x8000;
    private static final int PLUGINS = 0x80000;
    private static final int UTF8 = 45;
    private static final int ERROR = 0xff;
    private static final int END = 0xfe;
    /** An end is short; a row may begin with the same byte. */
    private static final int SHORT = 9;

    private static final int MOST_ROWS = 10_000;

    private final Socket socket;
    private Packets packets;

    private MariaSession(Socket socket) throws IOException {
        this.socket = socket;
        this.packets = new Packets(
                new BufferedInputStream(socket.getInputStream()), new BufferedOutputStream(socket.getOutputStream()));
    }

    /** @param tls whether the connection is encrypted, and the server's certificate known to this Java */
    public record Entrance(String host, int port, boolean tls) {}

    public record Login(String user, Optional<Secret> password) {}

    /** @param limit of connecting, and of each answer */
    public static MariaSession open(Entrance entrance, Login login, Duration limit) throws IOException {
        int millis = Math.toIntExact(Math.max(1, Math.min(limit.toMillis(), Integer.MAX_VALUE)));
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(entrance.host(), entrance.port()), millis);
            socket.setSoTimeout(millis);
            MariaSession session = new MariaSession(socket);
            session.greet(entrance, login);
            return session;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void greet(Entrance entrance, Login login) throws IOException {
        Fields hello = packets.read();
        if (hello.kind() == ERROR) {
            throw refusal(hello);
        }
        if (hello.number(1) != 10) {
            throw new IOException("what answers does not speak as MariaDB does");
        }
        hello.text(); // the version: asked for where it is wanted
        hello.number(4);
        byte[] salt = new byte[20];
        System.arraycopy(hello.take(8), 0, salt, 0, 8);
        hello.number(1);
        int able = hello.number(2);
        hello.number(3);
        able |= hello.number(2) << 16;
        hello.take(11);
        System.arraycopy(hello.take(12), 0, salt, 8, 12);

        int wanted = LONG_PASSWORD | PROTOCOL_41 | TRANSACTIONS | SECURE | PLUGINS;
        if (entrance.tls()) {
            if ((able & SSL) == 0) {
                throw new IOException("the server does not encrypt connections");
            }
            wanted |= SSL;
            packets.write(capabilities(wanted).toByteArray());
            encrypt(entrance);
        }
        ByteArrayOutputStream answer = capabilities(wanted);
        answer.writeBytes(login.user().getBytes(StandardCharsets.UTF_8));
        answer.write(0);
        byte[] scramble = scramble(login.password(), salt);
        answer.write(scramble.length);
        answer.writeBytes(scramble);
        answer.writeBytes((NATIVE + "\0").getBytes(StandardCharsets.UTF_8));
        packets.write(answer.toByteArray());
        admitted(login);
    }

    private static ByteArrayOutputStream capabilities(int wanted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 4; i++) {
            out.write(wanted >> (8 * i));
        }
        out.writeBytes(new byte[] {0, 0, 0, 1, UTF8});
        out.writeBytes(new byte[23]);
        return out;
    }

    private void encrypt(Entrance entrance) throws IOException {
        SSLSocket encrypted = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(socket, entrance.host(), entrance.port(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        packets = packets.over(
                new BufferedInputStream(encrypted.getInputStream()),
                new BufferedOutputStream(encrypted.getOutputStream()));
    }

    private void admitted(Login login) throws IOException {
        Fields said = packets.read();
        if (said.kind() == END) {
            said.number(1);
            String plugin = said.more() ? said.text() : "mysql_old_password";
            if (!plugin.equals(NATIVE)) {
                throw new MariaRefusal(
                        2059,
                        "the server asks '" + login.user() + "' to log in by " + plugin + ", and Slipway knows "
                                + NATIVE + " only");
            }
            byte[] salt = said.take(20);
            packets.write(scramble(login.password(), salt));
            said = packets.read();
        }
        if (said.kind() == ERROR) {
            throw refusal(said);
        }
    }

    /** What shows that one knows a password without saying it. */
    private static byte[] scramble(Optional<Secret> password, byte[] salt) {
        if (password.isEmpty()) {
            return new byte[0];
        }
        byte[] once = sha1(password.get().reveal().getBytes(StandardCharsets.UTF_8));
        byte[] both = new byte[salt.length + once.length];
        System.arraycopy(salt, 0, both, 0, salt.length);
        System.arraycopy(sha1(once), 0, both, salt.length, once.length);
        byte[] mask = sha1(both);
        for (int i = 0; i < once.length; i++) {
            once[i] ^= mask[i];
        }
        return once;
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MariaRefusal refusal(Fields packet) throws IOException {
        packet.number(1);
        int code = packet.number(2);
        String says = new String(packet.rest(), StandardCharsets.UTF_8);
        return new MariaRefusal(code, says.replaceFirst("^#.{5}", ""));
    }

    /** Each row by the names of its columns; what is NULL is left out. */
    public List<Map<String, String>> ask(String sql) throws IOException {
        packets.restart();
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        byte[] command = new byte[text.length + 1];
        command[0] = 3;
        System.arraycopy(text, 0, command, 1, text.length);
        packets.write(command);
        Fields first = packets.read();
        if (first.kind() == ERROR) {
            throw refusal(first);
        }
        if (first.kind() == 0) {
            return List.of();
        }
        int columns = first.count();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            Fields column = packets.read();
            for (int before = 0; before < 4; before++) {
                column.value(); // catalog, schema, table, and its own name
            }
            names.add(column.value().orElse(""));
        }
        packets.read();
        return rows(names);
    }

    private List<Map<String, String>> rows(List<String> names) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        while (true) {
            Fields packet = packets.read();
            if (packet.kind() == ERROR) {
                throw refusal(packet);
            }
            if (packet.kind() == END && packet.length() < SHORT) {
                return rows;
            }
            if (rows.size() == MOST_ROWS) {
                throw new IOException("the answer has more than " + MOST_ROWS + " rows");
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (String name : names) {
                packet.value().ifPresent(value -> row.put(name, value));
            }
            rows.add(row);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
