package dev.slipway.demo;

import dev.slipway.cli.Around;
import dev.slipway.cli.Cli;
import dev.slipway.hands.Processes;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Three releases of the quickstart example while people visit it: the first ever, a good one, and one with a mistake, which is
 * taken back by itself. It types the commands that a reader would type.
 */
public final class Demo {
    private static final int WELL = 0;
    private static final int NOT_AS_PROMISED = 1;
    private static final int TAKEN_BACK = 1;
    private static final int INTERRUPTED = 130;

    private final Around around;
    private final PrintStream out;
    private final String watch;

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
        Thread cleaning = new Thread(() -> stopShop(ground), "cleaning up after the demo");
        Runtime.getRuntime().addShutdownHook(cleaning);
        try (ProxyProcess _ = ProxyProcess.start(ground)) {
            out.println("A shop at http://127.0.0.1:" + ground.port() + "/items, and its runbook:");
            out.println("$ cd " + ground.folder());
            int exit = releases(ground);
            if (exit == INTERRUPTED) {
                new Summary(out).early(ground);
            }
            return exit;
        } finally {
            stopShop(ground);
            Runtime.getRuntime().removeShutdownHook(cleaning);
        }
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

    private void stopShop(Ground ground) {
        Processes processes = around.office().processes(ground.state(), ground.folder());
        try {
            for (Processes.Seen seen : processes.list()) {
                processes.stop(seen.name());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
