package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for {@code localhost} with its key, made for one test. */
final class TlsKeys {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore keys;
    private final Settings.Tls pem;

    private TlsKeys(KeyStore keys, Settings.Tls pem) {
        this.keys = keys;
        this.pem = pem;
    }

    static TlsKeys in(Path folder) throws Exception {
        KeyStore keys = made(folder);
        return new TlsKeys(keys, pem(folder, keys));
    }

    Settings.Tls pem() {
        return pem;
    }

    private static KeyStore made(Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "shop",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = keytool.inputReader().readAllAsString();
        assertThat(keytool.waitFor()).as(said).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static Settings.Tls pem(Path folder, KeyStore keys) throws Exception {
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        Files.writeString(
                certificate, block("CERTIFICATE", keys.getCertificate("shop").getEncoded()));
        Files.writeString(
                key, block("PRIVATE KEY", keys.getKey("shop", PASSWORD).getEncoded()));
        return new Settings.Tls(certificate, key);
    }

    private static String block(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    /** Of a client that trusts this certificate and no other. */
    SSLContext trusting() throws Exception {
        Certificate certificate = keys.getCertificate("shop");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("shop", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
