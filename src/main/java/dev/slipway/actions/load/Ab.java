package dev.slipway.actions.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * ApacheBench: asks as fast as its connections are answered. Its CSV holds times only; what failed stands in the report that it
 * prints besides.
 */
record Ab() implements Program {
    /** It makes room for all before it begins: 40 MB for so many. */
    static final int MOST = 1_000_000;

    private static final Pattern QUANTILE = Pattern.compile("(\\d{1,3}),(\\d{1,12}\\.\\d{1,3})");
    private static final Pattern COUNT = Pattern.compile("(Complete requests|Non-2xx responses):\\s+(\\d{1,9})");
    private static final Pattern FAILED = Pattern.compile(
            "\\s+\\(Connect: (\\d{1,9}), Receive: (\\d{1,9}), Length: \\d{1,9}, Exceptions: (\\d{1,9})\\)");

    @Override
    public String name() {
        return "ab";
    }

    @Override
    public Optional<String> refuses(Load written) {
        return Stream.concat(
                        Program.refusedInWords(name(), written),
                        Stream.of(
                                        written.rate().isPresent()
                                                ? "ab has no rate: it asks as fast as it is answered, by all 'connections'."
                                                        + " Leave 'rate' out, or take another tool"
                                                : "",
                                        written.body().isEmpty()
                                                ? ""
                                                : "ab takes a body from a file only: take another tool",
                                        written.expected().isEmpty()
                                                ? ""
                                                : "ab knows no other right status than 2xx: leave 'expect' out")
                                .filter(says -> !says.isEmpty()))
                .findFirst();
    }

    @Override
    public List<String> words(Load load) {
        List<String> words = new ArrayList<>(List.of(
                "ab",
                // Answers may differ in length, and one that breaks off does not end the load.
                "-q",
                "-l",
                "-r",
                "-k",
                "-t",
                Program.seconds(load.duration()),
                // After -t, which would set it to 50,000.
                "-n",
                Integer.toString(MOST),
                "-c",
                Integer.toString(load.connections()),
                "-s",
                Program.seconds(load.patience()),
                "-e",
                "/dev/stderr"));
        switch (load.method()) {
            case "GET" -> {}
            case "HEAD" -> words.add("-i");
            default -> words.addAll(List.of("-m", load.method()));
        }
        load.headers().forEach((header, value) -> words.addAll(List.of("-H", header + ": " + value)));
        String address = load.addresses().getFirst().toString();
        // It takes no address without a path.
        words.add(load.addresses().getFirst().getRawPath().isEmpty() ? address + "/" : address);
        return words;
    }

    @Override
    public Reading reading(Load load) {
        return new Report();
    }

    private static final class Report implements Reading {
        private final Map<String, Long> counts = new HashMap<>();

        @Override
        public void line(String line) {
            Matcher count = COUNT.matcher(line);
            Matcher failed = FAILED.matcher(line);
            if (count.matches()) {
                counts.put(count.group(1), Long.parseLong(count.group(2)));
            } else if (failed.matches()) {
                counts.put("Connect", Long.parseLong(failed.group(1)));
                counts.put("Receive", Long.parseLong(failed.group(2)));
                counts.put("Exceptions", Long.parseLong(failed.group(3)));
            }
        }

        private long of(String name) {
            return counts.getOrDefault(name, 0L);
        }

        @Override
        public Counts counts(String errors) {
            if (!counts.containsKey("Complete requests")) {
                throw new IllegalArgumentException("ab did not print how many requests it completed");
            }
            // A broken request is complete as well; a refused one counts as an exception and as broken.
            long broken = Math.min(of("Complete requests"), of("Receive"));
            long lost = of("Connect") + Math.max(0, of("Exceptions") - of("Receive"));
            long answered = of("Complete requests") - broken;
            List<String> mishaps = new ArrayList<>();
            Summed.note(of("Non-2xx responses"), "had another status than 2xx", mishaps);
            Summed.note(broken + lost, "broken: no connection, or it broke off", mishaps);
            if (of("Complete requests") >= MOST) {
                mishaps.add("ab ended after " + MOST + " requests, its most, and not after 'duration'");
            }
            return new Summed(
                    of("Complete requests") + lost,
                    answered,
                    of("Non-2xx responses") + broken + lost,
                    answered == 0 ? Map.of() : times(errors),
                    mishaps);
        }

        private static Map<Measure, Double> times(String csv) {
            Map<String, Measure> percentages = Map.of(
                    "50", Measure.P50, "90", Measure.P90, "95", Measure.P95, "99", Measure.P99, "100", Measure.MAX);
            Map<Measure, Double> times = new EnumMap<>(Measure.class);
            for (String row : csv.lines().toList()) {
                Matcher quantile = QUANTILE.matcher(row);
                if (quantile.matches() && percentages.containsKey(quantile.group(1))) {
                    times.put(percentages.get(quantile.group(1)), Double.parseDouble(quantile.group(2)) / 1000);
                }
            }
            if (times.size() < percentages.size()) {
                throw new IllegalArgumentException("ab did not print the times of its percentages");
            }
            return times;
        }
    }
}
