package dev.slipway.demo;

import dev.slipway.cli.Around;
import dev.slipway.cli.Cli;
import dev.slipway.hands.Processes;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Three releases of the quickstart example while people visit it: the first ever, a good one, and one with a mistake, which is
 * taken back by itself. It types the commands that a reader would type.
 */
public final class Demo {
    private static final int WELL = 0;
    private static final int NOT_AS_PROMISED = 1;
    private static final int TAKEN_BACK = 1;
    private static final int INTERRUPTED = 130;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final Around around;
    private final PrintStream out;
    private final String watch;

    private volatile @Nullable ProxyProcess proxy;

    /** @param watch how long each share is watched, such as {@code 10s} */
    public Demo(Around around, String watch) {
        this.around = around;
        this.out = around.out();
        this.watch = watch;
    }

    public int play() {
        try {
            return play(Ground.prepare());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int play(Ground ground) throws IOException {
        // A signal ends this process without coming to the end of the block below.
        Thread cleaning = new Thread(() -> stop(ground), "cleaning up after the demo");
        Runtime.getRuntime().addShutdownHook(cleaning);
        endOnInterrupt(ground);
        try (ProxyProcess started = ProxyProcess.begin(ground)) {
            proxy = started;
            started.awaitListening();
            out.println("A shop at http://127.0.0.1:" + ground.port() + "/items, and its runbook:");
            out.println("$ cd " + ground.folder());
            int exit = releases(ground);
            if (exit == INTERRUPTED) {
                new Summary(out).early(ground);
            }
            return exit;
        } finally {
            stop(ground);
            try {
                Runtime.getRuntime().removeShutdownHook(cleaning);
            } catch (IllegalStateException _) {
                // A signal has come, and that thread is at work.
            }
        }
    }

    /** Each run has an answer to Ctrl-C of its own, which goes on being asked after it has ended. */
    private void endOnInterrupt(Ground ground) {
        around.terminal().onInterrupt(() -> {
            out.println();
            new Summary(out).early(ground);
            out.flush();
            Runtime.getRuntime().exit(INTERRUPTED);
        });
    }

    private int releases(Ground ground) {
        tell("v1 is the first version of all: nobody visits the shop yet.");
        int first = release(ground, "v1");
        if (first != WELL) {
            return first;
        }
        try (Visitors visitors = new Visitors(new InetSocketAddress(InetAddress.getLoopbackAddress(), ground.port()))) {
            tell("Twenty people visit the shop all the time now, and none of them asks twice.\n"
                    + "v2 is released to them.");
            int second = release(ground, "v2");
            if (second != WELL) {
                return second;
            }
            Tally.Seen before = visitors.seen();
            tell("v2 serves them all: " + count(before.answers()) + " requests, " + before.lost()
                    + " lost.\nv3 has a mistake that its tests have not found.");
            int third = release(ground, "v3");
            if (third == INTERRUPTED) {
                return third;
            }
            boolean asPromised = new Summary(out).print(visitors.leave(), ground, third == TAKEN_BACK);
            return asPromised ? WELL : NOT_AS_PROMISED;
        }
    }

    private int release(Ground ground, String version) {
        List<String> wish = List.of("release", "--unattended", "-i", "version=" + version, "-i", "watch=" + watch);
        List<String> words = new ArrayList<>(List.of("run", ground.runbook().toString()));
        words.addAll(wish);
        out.println("$ slipway run runbook.md " + String.join(" ", wish));
        out.println();
        out.flush();
        int exit = new Cli(around).run(words);
        endOnInterrupt(ground);
        out.println();
        return exit;
    }

    private void tell(String text) {
        out.println();
        out.println(text);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /**
     * All that it has started. A release that is under way starts nothing once it has looked for the proxy in vain; what it was about
     * to start just before is there at the second look.
     */
    private void stop(Ground ground) {
        ProxyProcess begun = proxy;
        if (begun != null) {
            begun.close();
        }
        Processes processes = around.office().processes(ground.state(), ground.folder());
        try {
            for (int quiet = 0; quiet < 2; quiet++) {
                quiet = stopped(processes) ? -1 : quiet;
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was something to stop. */
    private static boolean stopped(Processes processes) throws InterruptedException {
        List<Processes.Seen> running = processes.list().stream()
                .filter(seen -> seen.state() != Processes.State.STOPPED)
                .toList();
        for (Processes.Seen seen : running) {
            processes.stop(seen.name());
        }
        return !running.isEmpty();
    }
}
