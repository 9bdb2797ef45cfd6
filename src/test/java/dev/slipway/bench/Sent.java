package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What wrk or h2load has sent. {@code p99} in milliseconds. */
record Sent(long requests, double p99, Optional<String> failed) {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)\\b");
    private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: (.*)");
    private static final Pattern SUCCEEDED = Pattern.compile("(\\d+) succeeded, (\\d+ failed, \\d+ errored)");

    static Sent by(Speech speech, int port, int seconds, int connections) throws IOException, InterruptedException {
        Path times = Files.createTempFile("slipway-bench", ".times");
        Process sender = new ProcessBuilder(speech.words(port, seconds, connections, times))
                .redirectErrorStream(true)
                .start();
        try {
            String said = sender.inputReader().readAllAsString();
            sender.waitFor();
            return speech.sender().equals("wrk") ? wrk(said) : h2load(said, times);
        } finally {
            sender.destroy();
            Files.delete(times);
        }
    }

    private static Sent wrk(String said) {
        Matcher failed = FAILED.matcher(said);
        return new Sent(
                Long.parseLong(found(REQUESTS, said).group(1)),
                millis(found(P99, said)),
                failed.find() ? Optional.of(failed.group()) : Optional.empty());
    }

    private static double millis(Matcher quantile) {
        double value = Double.parseDouble(quantile.group(1));
        return switch (quantile.group(2)) {
            case "us" -> value / 1000;
            case "s" -> value * 1000;
            default -> value;
        };
    }

    private static Sent h2load(String said, Path times) throws IOException {
        Matcher succeeded = found(SUCCEEDED, said);
        // When it began, its status, and how many microseconds it took.
        List<Long> micros = Files.readAllLines(times).stream()
                .map(line -> Long.parseLong(line.split("\t", -1)[2]))
                .sorted()
                .toList();
        return new Sent(
                Long.parseLong(succeeded.group(1)),
                micros.isEmpty() ? 0 : micros.get(micros.size() * 99 / 100) / 1000.0,
                Optional.of(succeeded.group(2)).filter(failed -> !failed.equals("0 failed, 0 errored")));
    }

    private static Matcher found(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("what sends the requests said: " + said);
        }
        return matcher;
    }
}
