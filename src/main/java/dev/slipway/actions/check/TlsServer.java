package dev.slipway.actions.check;

import dev.slipway.hands.Patience;
import dev.slipway.hands.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A server that is asked for its certificates, and for nothing else. */
final class TlsServer {
    private TlsServer() {}

    /** Whatever it shows: it is judged afterwards, in words of ours. */
    static List<X509Certificate> chain(String host, int port, Optional<String> name, Duration timeout)
            throws Refusal, InterruptedException {
        String at = host + ":" + port;
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new Refusal("the name " + host + " is not known");
        }
        int millis = Math.toIntExact(Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE));
        try (Socket plain = new Socket()) {
            plain.connect(address, millis);
            plain.setSoTimeout(millis);
            return shaken(plain, name.orElse(host), port);
        } catch (SocketTimeoutException e) {
            throw new Refusal("no answer from " + at + " within " + Patience.said(timeout), e);
        } catch (ConnectException e) {
            throw new Refusal("nothing listens at " + at, e);
        } catch (SSLException e) {
            throw new Refusal(at + " does not speak TLS as it should: " + e.getMessage(), e);
        } catch (IOException | GeneralSecurityException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new Refusal("the connection to " + at + " failed: " + e.getMessage(), e);
        }
    }

    private static List<X509Certificate> shaken(Socket plain, String name, int port)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anything()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, false)) {
            if (!name.matches("[0-9.]+|.*:.*")) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(name.replaceFirst("\\.$", ""))));
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            return Arrays.stream(socket.getSession().getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    /** Nothing is sent over this connection, so there is nothing to be trusted with. */
    private static final class Anything implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
