package openrisk;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** {@code openrisk serve}, {@code openrisk migrate up}, {@code openrisk migrate status}. */
public final class Main {
    private Main() {}

    public static void main(String[] words) throws IOException, SQLException {
        Database database = Database.of(System.getenv());
        switch (String.join(" ", words)) {
            case "serve" -> serve(database);
            case "migrate up" -> new Migrations(database, Path.of("/app/migrations")).up();
            case "migrate status" -> new Migrations(database, Path.of("/app/migrations")).status();
            default -> {
                System.err.println("usage: openrisk serve | migrate up | migrate status");
                System.exit(2);
            }
        }
    }

    private static void serve(Database database) throws IOException {
        Cache cache = new Cache(System.getenv().getOrDefault("REDIS_HOST", "redis"), 6379);
        Server server = Server.at(8080);
        Api.on(server, database, cache);
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        server.start();
        System.out.println("INFO  openrisk " + System.getenv("OPENRISK_VERSION") + " listens at 8080");
    }
}
