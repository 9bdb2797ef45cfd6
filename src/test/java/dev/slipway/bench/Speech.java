package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What clients speak, who sends it, and what a proxy has to be told of it. */
enum Speech {
    HTTP1("HTTP/1.1", "wrk", "", ""),
    HTTP2("HTTP/2 in plain", "h2load", " http2", " proto h2"),
    HTTP2_TLS("HTTP/2 with TLS", "h2load", " ssl http2", " ssl crt ../both.pem alpn h2");

    private static final int STREAMS = 2;
    private static final int PATIENCE_SECONDS = 30;

    private final String name;
    private final String sender;
    private final String nginx;
    private final String haproxy;

    Speech(String name, String sender, String nginx, String haproxy) {
        this.name = name;
        this.sender = sender;
        this.nginx = nginx;
        this.haproxy = haproxy;
    }

    @Override
    public String toString() {
        return name;
    }

    String sender() {
        return sender;
    }

    /** Behind {@code listen}. */
    String nginx() {
        return this == HTTP2_TLS ? nginx + "; ssl_certificate ../cert.pem; ssl_certificate_key ../key.pem" : nginx;
    }

    /** Behind {@code bind}. */
    String haproxy() {
        return haproxy;
    }

    /** Options of {@code slipway proxy run}. */
    List<String> slipway(Path folder) {
        return this == HTTP2_TLS
                ? List.of(
                        "--tls-certificate",
                        folder.resolve("cert.pem").toString(),
                        "--tls-key",
                        folder.resolve("key.pem").toString())
                : List.of();
    }

    /** For those that speak TLS: a certificate of this machine and its key. */
    void makeKeys(Path folder) throws IOException, InterruptedException {
        if (this != HTTP2_TLS) {
            return;
        }
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-keyout",
                        "key.pem",
                        "-out",
                        "cert.pem",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = openssl.inputReader().readAllAsString();
        if (openssl.waitFor() != 0) {
            throw new IOException("openssl said: " + said);
        }
        List<String> both = new ArrayList<>(Files.readAllLines(folder.resolve("cert.pem")));
        both.addAll(Files.readAllLines(folder.resolve("key.pem")));
        Files.write(folder.resolve("both.pem"), both);
    }

    /** @param times where the time of each request is written, by those who do not say quantiles */
    List<String> words(int port, int seconds, int connections, Path times) {
        return switch (this) {
            case HTTP1 ->
                List.of(
                        "wrk",
                        "--latency",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "http://127.0.0.1:" + port + "/");
            case HTTP2, HTTP2_TLS ->
                List.of(
                        // With TLS it was seen not to end by itself.
                        "timeout",
                        Integer.toString(seconds + PATIENCE_SECONDS),
                        "h2load",
                        "-t1",
                        "-c" + connections,
                        "-m" + STREAMS,
                        "-D" + seconds,
                        "--log-file=" + times,
                        (this == HTTP2 ? "http" : "https") + "://127.0.0.1:" + port + "/");
        };
    }
}
