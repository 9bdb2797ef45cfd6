package dev.slipway.actions.judge;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A service's page of metrics, with counters that a test sets. */
public final class Page implements AutoCloseable {
    private static final double[] BOUNDS = {0.05, 0.1, 0.25, 0.5, 1};

    private final HttpServer server;
    private final String labels;
    private final List<String> authorizations = new ArrayList<>();
    private long ok;
    private long failed;
    private final long[] times = new long[BOUNDS.length + 1];
    /** What each look adds before it is answered. */
    private long moreOk;

    private long moreFailed;
    private int moreIn;
    private int burst;
    private int status = 200;

    public Page(String version) {
        this.labels = "version=\"" + version + "\"";
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/metrics", exchange -> {
            byte[] body;
            synchronized (this) {
                authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                add(moreOk, moreFailed, moreIn);
                if (authorizations.size() % 10 == 0) {
                    add(0, burst, moreIn);
                }
                body = text().getBytes(StandardCharsets.UTF_8);
            }
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
    }

    int port() {
        return server.getAddress().getPort();
    }

    synchronized Page add(long moreThatWork, long moreThatFail, int bucket) {
        ok += moreThatWork;
        failed += moreThatFail;
        times[bucket] += moreThatWork + moreThatFail;
        return this;
    }

    public synchronized Page eachLookAdds(long moreThatWork, long moreThatFail, int bucket) {
        moreOk = moreThatWork;
        moreFailed = moreThatFail;
        moreIn = bucket;
        return this;
    }

    synchronized Page eachTenthLookFails(int requests) {
        burst = requests;
        return this;
    }

    synchronized Page answers(int other) {
        status = other;
        return this;
    }

    /** As when the process is started again. */
    synchronized void restart() {
        ok = 0;
        failed = 0;
        java.util.Arrays.fill(times, 0);
    }

    public synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private String text() {
        StringBuilder out =
                new StringBuilder("# HELP http_requests_total Requests.\n# TYPE http_requests_total counter\n");
        out.append("http_requests_total{")
                .append(labels)
                .append(",code=\"200\"} ")
                .append(ok)
                .append('\n');
        out.append("http_requests_total{")
                .append(labels)
                .append(",code=\"503\"} ")
                .append(failed)
                .append('\n');
        out.append("# TYPE request_seconds histogram\n");
        long sum = 0;
        for (int i = 0; i < times.length; i++) {
            sum += times[i];
            String bound = i < BOUNDS.length ? String.format(Locale.ROOT, "%s", BOUNDS[i]) : "+Inf";
            out.append("request_seconds_bucket{")
                    .append(labels)
                    .append(",le=\"")
                    .append(bound)
                    .append("\"} ")
                    .append(sum)
                    .append('\n');
        }
        out.append("request_seconds_count{")
                .append(labels)
                .append("} ")
                .append(sum)
                .append('\n');
        return out.append("request_seconds_sum{")
                .append(labels)
                .append("} 1.5\n")
                .toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
