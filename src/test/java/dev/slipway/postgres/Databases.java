package dev.slipway.postgres;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Databases on the tests' server. */
public final class Databases {
    private Databases() {}

    /**
     * The address of the server that is this process's alone, where several test at a time: tests count what is on a server, and
     * end its connections.
     */
    public static String jdbc() {
        String all = System.getenv("SLIPWAY_TEST_POSTGRES");
        String[] servers = all != null
                ? all.split(" ", -1)
                : fail("this test needs a PostgreSQL server: name it in SLIPWAY_TEST_POSTGRES,"
                        + " such as jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres, or run bin/test");
        return servers[(Integer.getInteger("slipway.test.fork", 1) - 1) % servers.length];
    }

    private static URI server() {
        return URI.create(jdbc().substring("jdbc:".length()));
    }

    public static int port() {
        return server().getPort();
    }

    public static String password() {
        return server().getQuery().replaceAll(".*password=([^&]*).*", "$1");
    }

    public static String url(String database) {
        return "postgresql://slipway:" + password() + "@127.0.0.1:" + server().getPort() + "/" + database;
    }

    /** A new one; {@link #drop} takes it away. */
    public static String create() {
        String name = "slipway_test_" + UUID.randomUUID().toString().substring(0, 8);
        sql("postgres", "create database " + name);
        return name;
    }

    public static void drop(String name) {
        sql("postgres", "drop database if exists " + name + " with (force)");
    }

    /** With those that were renamed out of its way. */
    public static void dropAll(String name) {
        drop(name);
        sql("postgres", "select datname from pg_database where datname like '" + name + "%'")
                .lines()
                .forEach(old -> sql("postgres", "drop database \"" + old + "\" with (force)"));
    }

    /** What psql says, without the line break at its end. */
    public static String sql(String database, String sql) {
        try {
            Process process = new ProcessBuilder(
                            "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url(database), "-f", "-")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().write(sql.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int status = process.waitFor();
            return status == 0 ? said : fail(sql + " ends with " + status + ": " + said);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
