package dev.slipway.bench;

import dev.slipway.traffic.Backend;
import dev.slipway.traffic.Servers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How people change versions behind the proxies that they have, without Slipway; the old one is killed when they think it is free. */
abstract class PeerWay implements Way {
    /** Some wait so long for what the old one is answering; what is asked here takes 40 ms at most. */
    private static final Duration GRACE = Duration.ofMillis(300);

    protected final Path folder;
    protected final int port = Servers.freePort();

    protected PeerWay(Path folder) {
        this.folder = folder;
    }

    @Override
    public final int port() {
        return port;
    }

    abstract Process process();

    /** Leads to this version from now on. */
    abstract void lead(Backend to) throws Exception;

    @Override
    public final Backend change(Backend now, String version) throws Exception {
        Backend next = Backend.start(version);
        lead(next);
        now.kill();
        return next;
    }

    @Override
    public final void close() {
        Servers.stop(process());
    }

    /** A file of configuration, a signal, and then until the processes of before have ended. */
    abstract static class Reloading extends PeerWay {
        private final String signal;
        private final Process process;

        protected Reloading(Path folder, Backend first, String signal, List<String> words) throws Exception {
            super(folder);
            this.signal = signal;
            Files.writeString(file(), configuration(first));
            this.process = Servers.start(folder, words, port);
        }

        abstract String configuration(Backend to);

        private Path file() {
            return folder.resolve("conf");
        }

        @Override
        Process process() {
            return process;
        }

        @Override
        void lead(Backend to) throws Exception {
            List<ProcessHandle> before = process.children().toList();
            Files.writeString(file(), configuration(to));
            new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            Servers.until(() -> before.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    static final class Nginx extends Reloading {
        Nginx(Path folder, Backend first) throws Exception {
            super(folder, first, "HUP", List.of("nginx", "-p", folder.toString(), "-c", "conf", "-e", "error.log"));
        }

        @Override
        String configuration(Backend to) {
            return """
                    daemon off;
                    pid pid;
                    worker_processes 2;
                    worker_shutdown_timeout 10s;
                    events { worker_connections 4096; }
                    http {
                      access_log off;
                      keepalive_requests 100000000;
                      client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
                      upstream version { server 127.0.0.1:%d; keepalive 64; keepalive_requests 100000000; }
                      server {
                        listen 127.0.0.1:%d backlog=1024;
                        location / { proxy_pass http://version; proxy_http_version 1.1; proxy_set_header Connection ''; }
                      }
                    }
                    """.formatted(to.endpoint().port(), port);
        }
    }

    static final class Haproxy extends Reloading {
        Haproxy(Path folder, Backend first) throws Exception {
            super(folder, first, "USR2", List.of("haproxy", "-W", "-db", "-f", "conf"));
        }

        @Override
        String configuration(Backend to) {
            return """
                    global
                      maxconn 2000
                      hard-stop-after 10s
                      stats socket %s mode 600 level admin expose-fd listeners
                    defaults
                      mode http
                      timeout connect 2s
                      timeout client 75s
                      timeout server 60s
                    frontend front
                      bind 127.0.0.1:%d
                      default_backend version
                    backend version
                      server v 127.0.0.1:%d
                    """.formatted(folder.resolve("admin"), port, to.endpoint().port());
        }
    }

    static final class Caddy extends PeerWay {
        private final int admin = Servers.freePort();
        private final HttpClient client = HttpClient.newHttpClient();
        private final Process process;

        Caddy(Path folder, Backend first) throws Exception {
            super(folder);
            Files.writeString(folder.resolve("caddy.json"), """
                    {"admin": {"listen": "127.0.0.1:%d", "config": {"persist": false}},
                     "logging": {"logs": {"default": {"level": "ERROR"}}},
                     "apps": {"http": {"servers": {"front": {
                       "listen": ["127.0.0.1:%d"], "automatic_https": {"disable": true},
                       "routes": [{"handle": [{"@id": "app", "handler": "reverse_proxy", "upstreams": %s}]}]}}}}}
                    """.formatted(admin, port, upstreams(first)));
            this.process = Servers.start(
                    folder, List.of("env", "HOME=" + folder, "caddy", "run", "--config", "caddy.json"), port);
        }

        private static String upstreams(Backend to) {
            return "[{\"dial\": \"127.0.0.1:" + to.endpoint().port() + "\"}]";
        }

        @Override
        Process process() {
            return process;
        }

        @Override
        void lead(Backend to) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + "/id/app/upstreams"))
                    .header("Content-Type", "application/json")
                    .method("PATCH", HttpRequest.BodyPublishers.ofString(upstreams(to)))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("Caddy: " + answer.statusCode() + " " + answer.body());
            }
            LockSupport.parkNanos(GRACE.toNanos());
        }
    }
}
