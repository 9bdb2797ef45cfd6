package dev.slipway.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** People who come to the shop all the time: so many of them, each with a connection and a pause between two requests. */
final class Visitors implements AutoCloseable {
    private static final int MANY = 20;
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** One request in so many buys something. */
    private static final int BUYS = 4;

    private final InetSocketAddress front;
    private final Tally tally = new Tally();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean leaving;

    Visitors(InetSocketAddress front) {
        this.front = front;
        for (int visitor = 0; visitor < MANY; visitor++) {
            int number = visitor;
            threads.add(Thread.ofVirtual().start(() -> visit(number)));
        }
    }

    Tally.Seen seen() {
        return tally.seen();
    }

    /** A visitor keeps to his times: one whose answer was late does not come less often for it. */
    private void visit(int number) {
        long next = System.nanoTime() + PAUSE.toNanos() * number / MANY;
        try (Visit visit = new Visit(front)) {
            for (int turn = number; !leaving; turn++) {
                LockSupport.parkNanos(next - System.nanoTime());
                if (System.nanoTime() < next) {
                    continue;
                }
                ask(visit, turn % BUYS == 0 ? buying() : looking());
                next += PAUSE.toNanos();
            }
        }
    }

    private void ask(Visit visit, String request) {
        try {
            tally.count(visit.ask(request));
        } catch (IOException _) {
            tally.lost();
        }
    }

    private String looking() {
        return "GET /items HTTP/1.1\r\nHost: " + host() + "\r\n\r\n";
    }

    private String buying() {
        String body = "item=7&pieces=1";
        return "POST /orders HTTP/1.1\r\nHost: " + host()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private String host() {
        return front.getHostString() + ":" + front.getPort();
    }

    @Override
    public void close() {
        leave();
    }

    /** The requests under way are answered first. */
    Tally.Seen leave() {
        leaving = true;
        boolean interrupted = false;
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(20));
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return seen();
    }
}
