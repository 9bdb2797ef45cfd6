package dev.slipway.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.slipway.base.Operator;
import dev.slipway.base.RunId;
import dev.slipway.base.StepId;
import dev.slipway.engine.Draft;
import dev.slipway.engine.Mover;
import dev.slipway.hands.Journal.Granting;
import dev.slipway.hands.Journal.Holder;
import dev.slipway.hands.Journal.Lease;
import dev.slipway.hands.Journal.Takeover;
import dev.slipway.operations.EventJson;
import dev.slipway.run.Event;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opening a run with a long record: every event is read from the journal and folded, in a process that has just started. */
public final class EventsBench {
    private static final int EVENTS = 100_000;
    private static final int STEPS = 1_000;
    private static final int OPENINGS = 5;

    private EventsBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 3 && args[0].equals("open")) {
            open(Path.of(args[1]), new RunId(args[2]));
            return;
        }
        int events = args.length > 0 ? Integer.parseInt(args[0]) : EVENTS;
        Path folder = Ground.newFolder();
        try {
            RunId run = write(folder, events);
            for (int i = 0; i < OPENINGS; i++) {
                openElsewhere(folder, run);
            }
        } finally {
            Ground.delete(folder);
        }
    }

    private static RunId write(Path folder, int events) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("runbook.md"), StepsBench.runbook(STEPS));
        try (Ground ground = Ground.in(folder)) {
            Draft.Ready ready = ground.draft(Path.of("runbook.md"), Map.of());
            RunId run;
            long last;
            try (Mover mover = ground.start(ready)) {
                run = mover.id();
                last = ground.desk().show(run).events().getLast().seq();
            }
            Holder holder = new Holder("bench", "here", "boot", 1, Instant.EPOCH);
            if (ground.journal().lease(run, holder, new Takeover.Never()) instanceof Granting.Granted(Lease lease)) {
                ground.journal().append(lease, last, texts(events), List.of());
            }
            return run;
        }
    }

    /** Steps that fail and are tried again, many times. */
    private static List<String> texts(int events) {
        List<String> texts = new ArrayList<>(events);
        Operator by = new Operator("bench");
        Instant now = Instant.parse("2026-06-01T00:00:00.123456Z");
        for (int attempt = 1; texts.size() < events; attempt++) {
            for (int i = 1; i <= STEPS && texts.size() < events; i++) {
                StepId step = new StepId("step-" + i);
                texts.add(EventJson.write(new Event.StepStarted(now, step, attempt)));
                texts.add(EventJson.write(new Event.StepFailed(now, step, attempt, "exit status 1")));
                texts.add(EventJson.write(new Event.StepRetried(now, step, by)));
            }
        }
        return texts;
    }

    private static void openElsewhere(Path folder, RunId run) throws IOException, InterruptedException {
        List<String> words = StepsBench.java(EventsBench.class);
        words.addAll(List.of("open", folder.toString(), run.value()));
        int status = new ProcessBuilder(words).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException("opening ended with " + status);
        }
    }

    private static void open(Path folder, RunId run) {
        try (Ground ground = Ground.in(folder)) {
            OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long cpu = process.getProcessCpuTime();
            long begun = System.nanoTime();
            int events = ground.desk().show(run).events().size();
            double millis = (System.nanoTime() - begun) / 1e6;
            double work = (process.getProcessCpuTime() - cpu) / 1e6;
            System.out.printf(
                    "%,d events opened in %,.0f ms, with %,.0f ms of processor time in all its threads%n",
                    events, millis, work);
        }
    }
}
