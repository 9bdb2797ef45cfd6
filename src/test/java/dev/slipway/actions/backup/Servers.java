package dev.slipway.actions.backup;

import static org.junit.jupiter.api.Assertions.fail;

import dev.slipway.postgres.Databases;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Real servers for one test class, each on a port that was free, ended by their own process. */
final class Servers implements AutoCloseable {
    private final List<Process> all = new ArrayList<>();
    private final Path folder;
    private List<String> last = List.of();
    private Path log = Path.of("");

    Servers(Path folder) {
        this.folder = folder;
    }

    static int port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** As a user that is not root, where the server insists; the folder is given to it. */
    static List<String> as(String user, Path folder, String... words) {
        List<String> line = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            Ground.shell("chmod 755 '" + folder.getParent() + "'; chown -R " + user + " '" + folder + "'", "");
            line.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups"));
        }
        line.addAll(List.of(words));
        return line;
    }

    Process start(List<String> words, Path output) throws IOException {
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        all.add(process);
        return process;
    }

    int redis(String... more) throws Exception {
        int port = port();
        Path own = Files.createDirectories(folder.resolve("redis" + port));
        List<String> words = new ArrayList<>(List.of(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                own.toString(),
                "--save",
                "",
                "--enable-protected-configs",
                "yes"));
        words.addAll(List.of(more));
        Process process = start(words, own.resolve("log"));
        until(process, own.resolve("log"), "Ready to accept connections");
        return port;
    }

    /** With a user slipway that has all rights and this password. */
    int mariadb(String password, String... more) throws Exception {
        int port = port();
        Path own = Files.createDirectories(folder.resolve("mariadb" + port));
        Files.createDirectories(own.resolve("data"));
        Path login = Files.writeString(
                own.resolve("login.sql"),
                "create user slipway@'127.0.0.1' identified by '" + password
                        + "';\ngrant all on *.* to slipway@'127.0.0.1' with grant option;\n");
        Process made = start(
                as(
                        "mysql",
                        own,
                        "mariadb-install-db",
                        "--no-defaults",
                        "--skip-test-db",
                        "--auth-root-authentication-method=normal",
                        "--datadir=" + own.resolve("data")),
                own.resolve("install.log"));
        if (!made.waitFor(120, TimeUnit.SECONDS) || made.exitValue() != 0) {
            fail("mariadb-install-db: " + Files.readString(own.resolve("install.log")));
        }
        List<String> words = as(
                "mysql",
                own,
                "mariadbd",
                "--no-defaults",
                "--datadir=" + own.resolve("data"),
                "--port=" + port,
                "--skip-name-resolve",
                "--bind-address=127.0.0.1",
                "--socket=" + own.resolve("s"),
                "--init-file=" + login,
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=32M");
        words.addAll(List.of(more));
        Process process = start(words, own.resolve("log"));
        until(process, own.resolve("log"), "ready for connections");
        return port;
    }

    /** Follows the tests' own server. */
    int standby() throws Exception {
        int port = port();
        Path own = Files.createDirectories(folder.resolve("standby" + port));
        String copied = "PGPASSWORD='" + Databases.password() + "' exec pg_basebackup -h 127.0.0.1 -p "
                + Databases.port() + " -U slipway -D '" + own.resolve("data") + "' -R -X stream -c fast";
        Process made = start(as("postgres", own, "sh", "-c", copied), own.resolve("copy.log"));
        if (!made.waitFor(120, TimeUnit.SECONDS) || made.exitValue() != 0) {
            fail("pg_basebackup: " + Files.readString(own.resolve("copy.log")));
        }
        Process process = start(
                as(
                        "postgres",
                        own,
                        "postgres",
                        "-D",
                        own.resolve("data").toString(),
                        "-p",
                        Integer.toString(port),
                        "-k",
                        own.toString(),
                        "-h",
                        "127.0.0.1"),
                own.resolve("log"));
        until(process, own.resolve("log"), "started streaming WAL");
        return port;
    }

    /** Empty, with the tests' own user. */
    int postgres() throws Exception {
        int port = port();
        Path own = Files.createDirectories(folder.resolve("postgres" + port));
        Files.writeString(own.resolve("password"), Databases.password());
        Process made = start(
                as(
                        "postgres",
                        own,
                        "initdb",
                        "-D",
                        own.resolve("data").toString(),
                        "-U",
                        "slipway",
                        "-A",
                        "scram-sha-256",
                        "--pwfile=" + own.resolve("password"),
                        "-E",
                        "UTF8",
                        "--locale=C"),
                own.resolve("init.log"));
        if (!made.waitFor(120, TimeUnit.SECONDS) || made.exitValue() != 0) {
            fail("initdb: " + Files.readString(own.resolve("init.log")));
        }
        last = as(
                "postgres",
                own,
                "postgres",
                "-D",
                own.resolve("data").toString(),
                "-p",
                Integer.toString(port),
                "-k",
                own.toString(),
                "-h",
                "127.0.0.1");
        log = own.resolve("log");
        until(start(last, log), log, "ready to accept connections");
        return port;
    }

    long pid() {
        return all.getLast().pid();
    }

    /** The last server, once it has ended. */
    void again() throws Exception {
        if (!all.getLast().waitFor(20, TimeUnit.SECONDS)) {
            fail("it has not ended");
        }
        until(start(last, log), log, "ready to accept connections");
    }

    private static void until(Process process, Path log, String says) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!Files.readString(log).contains(says)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                fail("it did not start: " + Files.readString(log));
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        all.forEach(Process::destroy);
        try {
            for (Process process : all) {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
