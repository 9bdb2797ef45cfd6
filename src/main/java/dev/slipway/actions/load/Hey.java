package dev.slipway.actions.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code hey -o csv}: a row for each answer. Of a request without one it prints nothing, so that they are counted as those that
 * lack: it is given the number of requests and not the time.
 */
record Hey() implements Program {
    /** It keeps no more answers than these, and would leave the others out. */
    static final long MOST = 1_000_000;

    /** The system's limit to one word is 128 KiB. */
    private static final int LONGEST = 30_000;

    private static final String HEADING =
            "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset";
    private static final int STATUS = 6;

    @Override
    public String name() {
        return "hey";
    }

    /** Each worker asks as often as the others: their number divides that of the requests. */
    private static long workers(Load load) {
        return Math.min(load.connections(), load.count());
    }

    private static long requests(Load load) {
        return Math.ceilDiv(load.count(), workers(load)) * workers(load);
    }

    @Override
    public Optional<String> refuses(Load written) {
        return Stream.concat(
                        Program.refusedInWords(name(), written),
                        Stream.of(
                                        requests(written) > MOST
                                                ? "hey keeps " + MOST + " answers, and these are more"
                                                : "",
                                        written.body().length() > LONGEST
                                                ? "hey takes 'body' as a word of its command, and this one is too long"
                                                : "")
                                .filter(says -> !says.isEmpty()))
                .findFirst();
    }

    @Override
    public List<String> words(Load load) {
        double each = load.planned().perSecond() / workers(load);
        List<String> words = new ArrayList<>(List.of(
                "hey",
                "-o",
                "csv",
                "-disable-redirects",
                "-n",
                Long.toString(requests(load)),
                "-c",
                Long.toString(workers(load)),
                "-q",
                String.format(Locale.ROOT, "%.6f", each),
                "-t",
                Program.seconds(load.patience()),
                "-m",
                load.method()));
        load.headers().forEach((header, value) -> words.addAll(List.of("-H", header + ": " + value)));
        if (!load.body().isEmpty()) {
            words.addAll(List.of("-d", load.body()));
        }
        words.add(load.addresses().getFirst().toString());
        return words;
    }

    @Override
    public Reading reading(Load load) {
        return new Rows(load, requests(load));
    }

    private static final class Rows implements Reading {
        private final Load load;
        private final long requests;
        private final Gathered gathered = new Gathered();
        private long rows;
        private String strange = "";

        private Rows(Load load, long requests) {
            this.load = load;
            this.requests = requests;
        }

        @Override
        public void line(String line) {
            if (line.isBlank() || line.equals(HEADING)) {
                return;
            }
            try {
                String[] cells = line.split(",", -1);
                int status = Integer.parseInt(cells[STATUS]);
                long micros = Math.round(Double.parseDouble(cells[0]) * 1e6);
                gathered.add(new Ended.Answered(status, load.isRight(status)), 0, micros);
                rows++;
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
                strange = strange.isEmpty() ? line : strange;
            }
        }

        @Override
        public Counts counts(String errors) {
            if (!strange.isEmpty()) {
                throw new IllegalArgumentException("hey printed a line that is no row of its CSV: '" + strange + "'");
            }
            for (long lacking = rows; lacking < requests; lacking++) {
                gathered.add(new Ended.Broken("no answer, of which hey does not say why"), 0, 0);
            }
            return gathered.figures();
        }
    }
}
