package openrisk;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import openrisk.Server.Answer;

/** What OpenRisk can be asked. */
record Api(Database database, Cache cache) {
    private static final String RISK = "json_build_object('id', id, 'title', title, 'likelihood', likelihood, 'impact', impact,"
            + " 'score', likelihood * impact, 'status', status)";
    private static final String LIST = "risks";

    static void on(Server server, Database database, Cache cache) {
        Api api = new Api(database, cache);
        server.on("GET /api/v1/health", request -> api.health());
        server.on("GET /api/v1/risks", request -> api.risks());
        server.on("POST /api/v1/risks", request -> api.add(request.body()));
        server.on("GET /api/v1/risks/{id}", request -> api.risk(request.id()));
    }

    private Answer health() {
        boolean stores = stores();
        boolean caches = cache.answers();
        String body = """
                {"status": "%s", "timestamp": "%s", "version": "%s", "checks": {"database": "%s", "redis": "%s"}}"""
                .formatted(
                        stores && caches ? "ok" : "degraded",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        System.getenv("OPENRISK_VERSION"),
                        stores ? "ok" : "down",
                        caches ? "ok" : "down");
        return Answer.json(stores && caches ? 200 : 503, body);
    }

    private boolean stores() {
        try {
            return database.one("SELECT 1").isPresent();
        } catch (SQLException gone) {
            return false;
        }
    }

    private Answer risks() throws SQLException {
        String kept = cache.get(LIST).orElse("");
        if (kept.isEmpty()) {
            kept = database.one("SELECT coalesce(json_agg(" + RISK + "), '[]') FROM"
                            + " (SELECT * FROM risks WHERE deleted_at IS NULL ORDER BY likelihood * impact DESC, id LIMIT 50) worst")
                    .orElseThrow();
            cache.put(LIST, kept, 2);
        }
        return Answer.json(200, kept);
    }

    private Answer add(String body) throws SQLException {
        String added = database.one(
                        "INSERT INTO risks (title, likelihood, impact) SELECT title, likelihood, impact"
                                + " FROM json_to_record(?::json) AS sent(title text, likelihood int, impact int) RETURNING " + RISK,
                        body)
                .orElseThrow();
        cache.forget(LIST);
        return Answer.json(201, added);
    }

    private Answer risk(long id) throws SQLException {
        return database.one("SELECT " + RISK + " FROM risks WHERE id = ? AND deleted_at IS NULL", id)
                .map(risk -> Answer.json(200, risk))
                .orElseGet(() -> Answer.json(404, "{\"error\": \"there is no such risk\"}"));
    }
}
