package dev.slipway.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder in which the demo lives: the quickstart example, as a reader would copy it, and all that comes of it. */
record Ground(Path folder, int port) {
    private static final String[] FILES = {"runbook.md", "Shop.java"};
    private static final int USUAL = 8080;

    static Ground prepare() throws IOException {
        Ground ground = new Ground(Files.createTempDirectory("slipway-demo."), freePort());
        for (String name : FILES) {
            Files.writeString(ground.folder.resolve(name), ground.at(text(name)));
        }
        return ground;
    }

    Path runbook() {
        return folder.resolve("runbook.md");
    }

    Path state() {
        return folder.resolve(".slipway");
    }

    Path control() {
        return folder.resolve("proxy.sock");
    }

    /** The example says 8080 and java; where that port is taken the copy says another, and it names the Java that is here. */
    private String at(String text) {
        return text.replace("127.0.0.1:" + USUAL, "127.0.0.1:" + port)
                .replace("default: java}", "default: " + Path.of(System.getProperty("java.home"), "bin", "java") + "}");
    }

    private static int freePort() throws IOException {
        try (ServerSocket usual = new ServerSocket(USUAL, 1, InetAddress.getLoopbackAddress())) {
            return usual.getLocalPort();
        } catch (IOException _) {
            try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return any.getLocalPort();
            }
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Ground.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
