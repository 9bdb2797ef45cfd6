package dev.slipway.actions.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** A server of names on a port of its own. A record of two words is an alias and where that leads. */
final class NameServer implements AutoCloseable {
    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int AAAA = 28;
    private final DatagramSocket socket;
    private final Map<String, List<String>> records;

    private NameServer(DatagramSocket socket, Map<String, List<String>> records) {
        this.socket = socket;
        this.records = records;
    }

    static NameServer of(Map<String, List<String>> records) throws IOException {
        NameServer server = new NameServer(new DatagramSocket(0, InetAddress.getLoopbackAddress()), records);
        Thread.ofVirtual().start(server::serve);
        return server;
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(new byte[512], 512);
            try {
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private byte[] answer(ByteBuffer question) throws IOException {
        short id = question.getShort(0);
        question.position(12);
        StringBuilder name = new StringBuilder();
        for (int length = question.get(); length > 0; length = question.get()) {
            byte[] label = new byte[length];
            question.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, US_ASCII));
        }
        int kind = question.getShort();
        List<String> known = records.get(name.toString());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        int count = 0;
        for (String each : known == null ? List.<String>of() : known) {
            count += write(each, name.toString(), kind, body);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(whole);
        out.writeShort(id);
        out.writeShort(known == null ? 0x8583 : 0x8580);
        for (int number : new int[] {1, count, 0, 0}) {
            out.writeShort(number);
        }
        writeName(name.toString(), out);
        out.writeShort(kind);
        out.writeShort(1);
        bytes.writeTo(out);
        return whole.toByteArray();
    }

    private static int write(String each, String name, int kind, DataOutputStream out) throws IOException {
        String[] words = each.split(" ", -1);
        byte[] address = InetAddress.ofLiteral(words[words.length - 1]).getAddress();
        if ((address.length == 4 ? A : AAAA) != kind) {
            return 0;
        }
        if (words.length == 2) {
            ByteArrayOutputStream alias = new ByteArrayOutputStream();
            writeName(words[0], new DataOutputStream(alias));
            writeRecord(name, CNAME, alias.toByteArray(), out);
        }
        writeRecord(words.length == 2 ? words[0] : name, kind, address, out);
        return words.length;
    }

    private static void writeRecord(String name, int kind, byte[] data, DataOutputStream out) throws IOException {
        writeName(name, out);
        out.writeShort(kind);
        out.writeShort(1);
        out.writeInt(60);
        out.writeShort(data.length);
        out.write(data);
    }

    private static void writeName(String name, DataOutputStream out) throws IOException {
        for (String label : name.split("\\.", -1)) {
            out.writeByte(label.length());
            out.write(label.getBytes(US_ASCII));
        }
        out.writeByte(0);
    }

    @Override
    public void close() {
        socket.close();
    }
}
