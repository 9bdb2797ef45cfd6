package dev.slipway.bench;

import dev.slipway.traffic.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server that is loaded by wrk, with what that cost it. */
final class Measured {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)\\b");
    private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: (.*)");

    /** Of the clock by which Linux counts the processor's time. */
    private static final double MICROS_A_TICK = 10_000;

    private final String name;
    private final Process process;
    private final int port;
    private Series micros = new Series("micros");
    private Series rate = new Series("rate");
    private Series p99 = new Series("p99");

    Measured(String name, Process process, int port) {
        this.name = name;
        this.process = process;
        this.port = port;
    }

    static boolean installed(String command) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** Answers with 1 KiB. */
    static Measured backend(Path folder) throws Exception {
        return nginx(folder, "backend", "    location / { return 200 \"" + "x".repeat(1024) + "\"; }\n");
    }

    static Measured nginx(Path folder, int backend) throws Exception {
        return nginx(
                folder,
                "nginx",
                "    location / {\n      proxy_pass http://version;\n      proxy_http_version 1.1;\n"
                        + "      proxy_set_header Connection '';\n      proxy_set_header Host $host;\n"
                        + "      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n    }\n  }\n"
                        + "  upstream version {\n    server 127.0.0.1:" + backend + ";\n    keepalive 64;\n"
                        + "    keepalive_requests 100000000;\n");
    }

    private static Measured nginx(Path folder, String name, String server) throws Exception {
        Path own = Files.createDirectory(folder.resolve(name));
        int port = Servers.freePort();
        Path file = Files.writeString(own.resolve("nginx.conf"), """
                daemon off;
                pid pid;
                error_log error.log;
                worker_processes auto;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  keepalive_requests 100000000;
                  client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
                  server {
                    listen 127.0.0.1:%d backlog=1024;
                %s  }
                }
                """.formatted(port, server));
        return new Measured(
                name,
                Servers.start(
                        own, List.of("nginx", "-p", own.toString(), "-c", file.toString(), "-e", "error.log"), port),
                port);
    }

    static Measured haproxy(Path folder, int backend) throws Exception {
        Path own = Files.createDirectory(folder.resolve("haproxy"));
        int port = Servers.freePort();
        Path file = Files.writeString(own.resolve("haproxy.cfg"), """
                global
                  maxconn 2000
                defaults
                  mode http
                  option forwardfor
                  http-reuse always
                  timeout connect 2s
                  timeout client 75s
                  timeout server 60s
                frontend front
                  bind 127.0.0.1:%d
                  default_backend version
                backend version
                  server v1 127.0.0.1:%d
                """.formatted(port, backend));
        return new Measured(
                "haproxy", Servers.start(own, List.of("haproxy", "-db", "-f", file.toString()), port), port);
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    void stop() {
        Servers.stop(process);
    }

    void forget() {
        micros = new Series("micros");
        rate = new Series("rate");
        p99 = new Series("p99");
    }

    /** How many requests were answered. */
    long load(int seconds, int connections) throws IOException, InterruptedException {
        long before = ticks();
        Process wrk = new ProcessBuilder(
                        "wrk",
                        "--latency",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "http://127.0.0.1:" + port + "/")
                .redirectErrorStream(true)
                .start();
        String said = wrk.inputReader().readAllAsString();
        wrk.waitFor();
        long spent = ticks() - before;
        Matcher failed = FAILED.matcher(said);
        if (failed.find()) {
            System.out.println(name + ": " + failed.group());
        }
        long requests = (long) found(REQUESTS, said);
        micros.add(spent * MICROS_A_TICK / Math.max(1, requests));
        rate.add(found(RATE, said));
        p99.add(millis(said));
        return Math.max(1, requests);
    }

    private static double found(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk said: " + said);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static double millis(String said) {
        double value = found(P99, said);
        Matcher matcher = P99.matcher(said);
        String unit = matcher.find() ? matcher.group(2) : "ms";
        return switch (unit) {
            case "us" -> value / 1000;
            case "s" -> value * 1000;
            default -> value;
        };
    }

    /** Of the process and all that it started. */
    private long ticks() throws IOException {
        long all = 0;
        for (ProcessHandle each : everyone()) {
            String stat = Files.readString(Path.of("/proc", Long.toString(each.pid()), "stat"));
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            all += Long.parseLong(words[11]) + Long.parseLong(words[12]);
        }
        return all;
    }

    private List<ProcessHandle> everyone() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /** That it holds now; what its processes share is counted for each. */
    double megabytes() throws IOException {
        double all = 0;
        for (ProcessHandle each : everyone()) {
            all += Files.readAllLines(Path.of("/proc", Long.toString(each.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .sum();
        }
        return all;
    }

    double micros() {
        return micros.median();
    }

    double rate() {
        return rate.median();
    }

    double p99() {
        return p99.median();
    }

    String last() {
        return String.format(Locale.ROOT, "%s %.1f µs", name, micros.values().getLast());
    }
}
