package dev.slipway.bench;

import dev.slipway.traffic.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A server that is loaded, with what that cost it. */
final class Measured {
    /** Of the clock by which Linux counts the processor's time. */
    private static final double MICROS_A_TICK = 10_000;

    private final String name;
    private final Process process;
    private final int port;
    private final Speech speech;
    private Series micros = new Series("micros");
    private Series rate = new Series("rate");
    private Series p99 = new Series("p99");

    Measured(String name, Process process, int port, Speech speech) {
        this.name = name;
        this.process = process;
        this.port = port;
        this.speech = speech;
    }

    static boolean installed(String command) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** Answers with 1 KiB. */
    static Measured backend(Path folder) throws Exception {
        return nginx(folder, "backend", Speech.HTTP1, "    location / { return 200 \"" + "x".repeat(1024) + "\"; }\n");
    }

    static Measured nginx(Path folder, int backend, Speech speech) throws Exception {
        return nginx(
                folder,
                "nginx",
                speech,
                "    location / {\n      proxy_pass http://version;\n      proxy_http_version 1.1;\n"
                        + "      proxy_set_header Connection '';\n      proxy_set_header Host $host;\n"
                        + "      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n    }\n  }\n"
                        + "  upstream version {\n    server 127.0.0.1:" + backend + ";\n    keepalive 64;\n"
                        + "    keepalive_requests 100000000;\n");
    }

    private static Measured nginx(Path folder, String name, Speech speech, String server) throws Exception {
        Path own = Files.createDirectory(folder.resolve(name));
        int port = Servers.freePort();
        Path file = Files.writeString(own.resolve("nginx.conf"), """
                daemon off;
                pid pid;
                error_log error.log;
                worker_processes auto;
                worker_rlimit_nofile 20000;
                events { worker_connections 12000; }
                http {
                  access_log off;
                  keepalive_requests 100000000;
                  client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
                  server {
                    listen 127.0.0.1:%d backlog=1024%s;
                %s  }
                }
                """.formatted(port, speech.nginx(), server));
        return new Measured(
                name,
                Servers.start(
                        own, List.of("nginx", "-p", own.toString(), "-c", file.toString(), "-e", "error.log"), port),
                port,
                speech);
    }

    static Measured haproxy(Path folder, int backend, Speech speech) throws Exception {
        Path own = Files.createDirectory(folder.resolve("haproxy"));
        int port = Servers.freePort();
        Path file = Files.writeString(own.resolve("haproxy.cfg"), """
                global
                  maxconn 12000
                  no strict-limits
                defaults
                  mode http
                  option forwardfor
                  http-reuse always
                  timeout connect 2s
                  timeout client 75s
                  timeout server 60s
                frontend front
                  bind 127.0.0.1:%d%s
                  default_backend version
                backend version
                  server v1 127.0.0.1:%d
                """.formatted(port, speech.haproxy(), backend));
        return new Measured(
                "haproxy", Servers.start(own, List.of("haproxy", "-db", "-f", file.toString()), port), port, speech);
    }

    Speech speech() {
        return speech;
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
        Sent sent = Sent.by(speech, port, seconds, connections);
        long spent = ticks() - before;
        sent.failed().ifPresent(failed -> System.out.println(name + ": " + failed));
        micros.add(spent * MICROS_A_TICK / Math.max(1, sent.requests()));
        rate.add((double) sent.requests() / seconds);
        p99.add(sent.p99());
        return Math.max(1, sent.requests());
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
