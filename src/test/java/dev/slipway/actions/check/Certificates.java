package dev.slipway.actions.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority, one between, and servers of theirs, made by keytool into one key store. */
record Certificates(Path folder) {
    private static final String PASSWORD = "changeit-changeit";

    static Certificates in(Path folder) throws Exception {
        Certificates made = new Certificates(folder);
        made.key("root", "CN=Root", "3650", "-ext", "bc:critical");
        made.key("between", "CN=Between", "1800", "-ext", "bc:critical", "-signer", "root");
        String names = "san=dns:shop.test,dns:*.shop.test,ip:127.0.0.1";
        made.key("good", "CN=good", "90", "-ext", names, "-signer", "between");
        made.key("ended", "CN=ended", "10", "-ext", names, "-signer", "between", "-startdate", "-20d");
        made.key("selfmade", "CN=selfmade", "90", "-ext", names);
        made.pem("root.pem", "root");
        return made;
    }

    private void key(String alias, String subject, String days, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC"));
        words.addAll(List.of("-keystore", store().toString(), "-storepass", PASSWORD, "-alias", alias));
        words.addAll(List.of("-dname", subject, "-validity", days));
        words.addAll(List.of(more));
        Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        if (keytool.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    private Path store() {
        return folder.resolve("keys.p12");
    }

    private KeyStore keys() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    void pem(String file, String... aliases) throws GeneralSecurityException, IOException {
        StringBuilder text = new StringBuilder();
        for (String alias : aliases) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder()
                            .encodeToString(keys().getCertificate(alias).getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        Files.writeString(folder.resolve(file), text);
    }

    /** A server with the first one's key, which sends the certificates of all of them. */
    TlsDouble serve(String... aliases) throws GeneralSecurityException, IOException {
        KeyStore all = keys();
        List<Certificate> chain = new ArrayList<>();
        for (String alias : aliases) {
            chain.add(all.getCertificate(alias));
        }
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                "server",
                all.getKey(aliases[0], PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(one, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return TlsDouble.of(context);
    }
}
