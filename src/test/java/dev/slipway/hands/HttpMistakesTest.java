package dev.slipway.hands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.actions.check.CheckHttp;
import dev.slipway.base.Data;
import dev.slipway.run.Outcome;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpConnectTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpMistakesTest {
    @TempDir
    private Path folder;

    @Test
    void a_certificate_that_nobody_signed_is_not_trusted() throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        server.start();
        try {
            String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/";
            CheckHttp action = new CheckHttp();
            assertThat(action.perform(
                            action.parameters().bind(new Data.Mapping(Map.of("url", Data.of(url)))), new FakeSite()))
                    .isEqualTo(new Outcome.Failed("the certificate of " + url + " is not trusted"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_is_wrong_with_a_certificate_is_told_by_its_type() {
        assertThat(HttpMistakes.says(tls(new CertificateExpiredException("x"))))
                .isEqualTo("the certificate of %s has expired");
        assertThat(HttpMistakes.says(tls(new CertificateNotYetValidException("x"))))
                .isEqualTo("the certificate of %s is not valid yet");
        assertThat(HttpMistakes.says(tls(new CertificateException("No name matching x found"))))
                .isEqualTo("the certificate of %s is for another name");
    }

    @Test
    void a_connection_that_takes_too_long_is_told() {
        assertThat(HttpMistakes.says(new ExecutionException(new HttpConnectTimeoutException("x"))))
                .isEqualTo("no answer in time from %s");
    }

    private static Throwable tls(Throwable cause) {
        SSLHandshakeException handshake = new SSLHandshakeException("x");
        handshake.initCause(cause);
        return new ExecutionException(handshake);
    }

    private SSLContext selfSigned() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "test",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
