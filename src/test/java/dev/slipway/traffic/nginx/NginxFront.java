package dev.slipway.traffic.nginx;

import dev.slipway.hands.Traffic;
import dev.slipway.route.Endpoint;
import dev.slipway.traffic.Front;
import dev.slipway.traffic.Servers;
import dev.slipway.traffic.Snippet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real nginx with the configuration of the manual. */
public record NginxFront(Path folder, int port, int asked, Process process) implements Front {

    public static NginxFront start(Path folder) throws Exception {
        int port = Servers.freePort();
        int asked = Servers.freePort();
        Files.createDirectory(routes(folder));
        Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, asked));
        Process process = Servers.start(
                folder, List.of("nginx", "-p", folder.toString(), "-c", "nginx.conf", "-g", "daemon off;"), port);
        return new NginxFront(folder, port, asked, process);
    }

    public static Path routes(Path folder) {
        return folder.resolve("shop");
    }

    private static String configuration(Path folder, int port, int asked) {
        List<String> parts = Snippet.of(
                "nginx.md",
                "nginx",
                Map.of("/var/lib/slipway/shop", routes(folder).toString(), "127.0.0.1:7780", "127.0.0.1:" + asked));
        String temporary = "";
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            temporary += kind + "_temp_path " + folder.resolve(kind) + ";\n";
        }
        return """
                pid nginx.pid;
                error_log errors.log warn;
                worker_processes 2;
                %s
                events { worker_connections 4096; }
                http {
                access_log off;
                %s
                %s
                server {
                listen 127.0.0.1:%d;
                %s
                }
                }
                """.formatted(
                        // The folder of a test is nobody else's, as root's is.
                        System.getProperty("user.name").equals("root") ? "user root;" : "",
                        temporary,
                        parts.getFirst(),
                        port,
                        parts.getLast());
    }

    @Override
    public Traffic driver() {
        return new NginxTraffic(routes(folder), Endpoint.local(asked));
    }

    @Override
    public void close() {
        Servers.stop(process);
    }
}
