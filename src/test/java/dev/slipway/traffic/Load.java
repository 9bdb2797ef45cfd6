package dev.slipway.traffic;

import dev.slipway.route.Buckets;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Clients that keep their connections, each asking, thinking for up to 20 ms and asking again, 30 % by POST. A request that was
 * sent and got no whole answer of 2xx is lost; nothing is ever sent twice. A connection that is closed before anything was
 * sent on it is opened anew: nobody lost anything.
 */
public final class Load implements AutoCloseable {

    private static final int THINK = 20;
    private static final int POSTS_OF_A_HUNDRED = 30;
    private static final String BODY = "x".repeat(2048);

    /** An answer that takes longer is none. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final int port;
    private final Habit habit;
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final AtomicLong longest = new AtomicLong();
    private final AtomicLongArray times = new AtomicLongArray(Buckets.COUNT);
    private final AtomicLong lastAnswer = new AtomicLong();
    private final AtomicLong gap = new AtomicLong();
    private volatile boolean over;

    /** What a client asks for: the request's first words, and its body if it has one. */
    public record Wanted(String what, String body) {}

    /** What the clients do here, and by what one sees which version has answered. */
    public interface Habit {
        Wanted next(RandomGenerator dice);

        String version(Answer answer);
    }

    private static final Habit USUAL = new Habit() {
        @Override
        public Wanted next(RandomGenerator dice) {
            return dice.nextInt(100) < POSTS_OF_A_HUNDRED
                    ? new Wanted("POST /?wait=40", BODY)
                    : new Wanted("GET /?wait=5", "");
        }

        @Override
        public String version(Answer answer) {
            return answer.body();
        }
    };

    private Load(int port, Habit habit) {
        this.port = port;
        this.habit = habit;
    }

    public static Load on(int port, int connections) {
        return on(port, connections, USUAL);
    }

    public static Load on(int port, int connections, Habit habit) {
        Load load = new Load(port, habit);
        for (int i = 0; i < connections; i++) {
            RandomGenerator dice = new Random(i);
            load.clients.execute(() -> load.ask(dice));
        }
        return load;
    }

    public long answered() {
        return answers.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** By the version that answered. */
    public long answered(String version) {
        LongAdder count = answers.get(version);
        return count == null ? 0 : count.sum();
    }

    /** What was lost, each in a few words. */
    public List<String> lost() {
        return List.copyOf(lost);
    }

    public Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** What 99 of 100 answers did not take longer than. */
    public Duration p99() {
        long[] counts = new long[times.length()];
        Arrays.setAll(counts, times::get);
        return Duration.of(Buckets.of(counts).quantile(0.99).orElse(0), ChronoUnit.MICROS);
    }

    /** The longest time in which nobody at all got an answer. */
    public Duration gap() {
        return Duration.ofNanos(gap.get());
    }

    @Override
    public void close() {
        finish();
    }

    /** What was asked is answered first; what was counted can be read then. */
    public void finish() {
        over = true;
        clients.close();
    }

    private void ask(RandomGenerator dice) {
        while (!over) {
            try (Socket socket = new Socket()) {
                connect(socket);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                boolean open = true;
                while (open && !over) {
                    open = thought(socket, in, dice) && exchange(socket, in, dice);
                }
            } catch (IOException e) {
                lost.add("no connection: " + e);
                // Who is refused thinks as well: otherwise failures would count how fast a machine can refuse.
                LockSupport.parkNanos(Duration.ofMillis(1 + dice.nextInt(THINK)).toNanos());
            }
        }
    }

    private void connect(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) LONGEST.toMillis());
    }

    /** Thinks while it listens: false when the connection was closed meanwhile, before anything was sent. */
    private static boolean thought(Socket socket, InputStream in, RandomGenerator dice) throws IOException {
        socket.setSoTimeout(1 + dice.nextInt(THINK));
        try {
            in.mark(1);
            int early = in.read();
            if (early >= 0) {
                throw new IOException("an answer that nobody asked for");
            }
            return false;
        } catch (SocketTimeoutException _) {
            return true;
        } catch (SocketException _) {
            return false;
        }
    }

    /** True if the connection stays open. */
    private boolean exchange(Socket socket, InputStream in, RandomGenerator dice) {
        Wanted wanted = habit.next(dice);
        String what = wanted.what();
        byte[] body = wanted.body().getBytes(StandardCharsets.UTF_8);
        long began = System.nanoTime();
        try {
            socket.setSoTimeout((int) LONGEST.toMillis());
            byte[] head = (what + " HTTP/1.1\r\nHost: shop\r\n"
                            + (what.startsWith("POST") ? "Content-Length: " + body.length + "\r\n" : "")
                            + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] all = Arrays.copyOf(head, head.length + body.length);
            System.arraycopy(body, 0, all, head.length, body.length);
            socket.getOutputStream().write(all);
            Answer answer = Answer.read(in);
            if (answer.status() / 100 == 2) {
                answers.computeIfAbsent(habit.version(answer), _ -> new LongAdder())
                        .increment();
                answered(began, System.nanoTime());
            } else {
                lost.add(what + ": " + answer.status());
            }
            longest.accumulateAndGet(System.nanoTime() - began, Math::max);
            return !answer.last();
        } catch (IOException e) {
            lost.add(what + ": " + e);
            return false;
        }
    }

    private void answered(long began, long now) {
        times.incrementAndGet(Buckets.index((now - began) / 1_000));
        long before = lastAnswer.getAndSet(now);
        if (before != 0) {
            gap.accumulateAndGet(now - before, Math::max);
        }
    }

    /** One answer, read to its end. */
    public record Answer(int status, Map<String, String> headers, String body) {

        boolean last() {
            return headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        }

        /** On a connection of its own. */
        public static Answer to(int port, String method, String path, String... headers) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout((int) LONGEST.toMillis());
                String head = method + " " + path + " HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n"
                        + String.join(
                                "",
                                Arrays.stream(headers)
                                        .map(header -> header + "\r\n")
                                        .toList())
                        + (method.equals("POST") ? "Content-Length: 0\r\n" : "") + "\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                return read(new BufferedInputStream(socket.getInputStream()));
            }
        }

        static Answer read(InputStream in) throws IOException {
            String first = line(in);
            Map<String, String> headers = new ConcurrentHashMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            byte[] body;
            if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
                body = chunked(in);
            } else {
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                body = in.readNBytes(length);
                if (body.length < length) {
                    throw new IOException("an answer that is cut off");
                }
            }
            return new Answer(
                    Integer.parseInt(first.split(" ", 3)[1]), headers, new String(body, StandardCharsets.UTF_8));
        }

        private static byte[] chunked(InputStream in) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.write(in.readNBytes(size));
                line(in);
            }
            line(in);
            return body.toByteArray();
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            while (true) {
                int c = in.read();
                if (c < 0) {
                    throw new IOException("closed without an answer");
                }
                if (c == '\n') {
                    return line.toString().stripTrailing();
                }
                line.append((char) c);
            }
        }
    }
}
