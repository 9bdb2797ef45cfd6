package dev.slipway.cli;

import dev.slipway.hands.Archive;
import dev.slipway.hands.Archive.Counters;
import dev.slipway.hands.Archive.Span;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A release that a Prometheus server still remembers. */
final class PastOptions {
    @Option(names = "--prometheus", paramLabel = "URL", description = "a server that counted the release")
    @Nullable
    String prometheus;

    @Option(names = "--from", paramLabel = "INSTANT", description = "when it began: 2026-10-21T14:00:00Z")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "when it was over")
    @Nullable
    String to;

    @Option(
            names = "--candidate",
            paramLabel = "LABELS",
            description = "what tells the new version apart: version=\"v3\"")
    @Nullable
    String candidate;

    @Option(names = "--baseline", paramLabel = "LABELS", description = "what tells the old one apart, beside it")
    @Nullable
    String baseline;

    @Option(names = "--requests", paramLabel = "METRIC", description = "the counter of all requests")
    @Nullable
    String requests;

    @Option(names = "--failures", paramLabel = "METRIC", description = "the counter of those that failed")
    @Nullable
    String failures;

    @Option(
            names = "--times",
            paramLabel = "METRIC",
            description = "the histogram of how long they took, without _bucket")
    @Nullable
    String times;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "sent with each question; $$NAME in it is a variable of the environment")
    Map<String, String> headers = new LinkedHashMap<>();

    boolean isAsked() {
        return prometheus != null;
    }

    /** Throws {@link IllegalArgumentException} with one sentence when the options do not go together. */
    void check() {
        if (isAsked()) {
            needed(from, "--from");
            needed(to, "--to");
            needed(candidate, "--candidate");
            return;
        }
        Map<String, @Nullable String> others = new LinkedHashMap<>();
        others.put("--from", from);
        others.put("--to", to);
        others.put("--candidate", candidate);
        others.put("--baseline", baseline);
        others.put("--requests", requests);
        others.put("--failures", failures);
        others.put("--times", times);
        others.put("--header", headers.isEmpty() ? null : "");
        others.forEach((name, value) -> {
            if (value != null) {
                throw new IllegalArgumentException("'" + name + "' goes with '--prometheus'");
            }
        });
    }

    private static String needed(@Nullable String value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("'--prometheus' needs '" + name + "'");
        }
        return value;
    }

    Archive.Wanted wanted(Duration every) {
        headers.forEach((name, value) -> {
            boolean credential = name.toLowerCase(Locale.ROOT).matches("authorization|cookie|.*(token|key|secret).*");
            if (credential && !value.contains("$")) {
                throw new IllegalArgumentException("everybody on this machine can read '--header " + name
                        + "': put its value into a variable, and write $NAME here");
            }
        });
        Counters counters = new Counters(
                Optional.ofNullable(requests).orElse("http_requests_total"),
                Optional.ofNullable(failures).orElse("http_requests_total{code=~\"5..\"}"),
                Optional.ofNullable(times),
                needed(candidate, "--candidate"),
                Optional.ofNullable(baseline));
        Span span = new Span(instant(needed(from, "--from"), "--from"), instant(needed(to, "--to"), "--to"), every);
        return new Archive.Wanted(url(needed(prometheus, "--prometheus")), counters, span, headers);
    }

    private static URI url(String written) {
        try {
            URI url = URI.create(written);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new IllegalArgumentException("'" + written + "' is no address: write http://prometheus:9090");
    }

    private static Instant instant(String written, String name) {
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException _) {
            throw new IllegalArgumentException(
                    "'" + name + " " + written + "' is no instant: write 2026-10-21T14:00:00Z, or with +02:00 for Z");
        }
    }
}
