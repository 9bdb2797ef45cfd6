package dev.slipway.actions.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;

/** A server that shakes hands and says nothing. */
record TlsDouble(ServerSocket socket) implements AutoCloseable {

    static TlsDouble of(SSLContext context) throws IOException {
        TlsDouble server = new TlsDouble(
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(server::serve);
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.getInputStream().readNBytes(1);
            } catch (IOException _) {
                // the client has left, or we have
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
