package dev.slipway.cli;

import dev.slipway.base.StepId;
import dev.slipway.engine.Desk;
import dev.slipway.engine.Desk.Attendance;
import dev.slipway.engine.Mover;
import dev.slipway.engine.Mover.Stop;
import dev.slipway.engine.Recorded;
import dev.slipway.operations.Request;
import dev.slipway.operations.Ruling;
import dev.slipway.operations.Standing;
import dev.slipway.report.Drawing;
import dev.slipway.report.LiveScreen;
import dev.slipway.report.RunRecord;
import dev.slipway.report.RunText;
import dev.slipway.report.Width;
import dev.slipway.run.Event;
import dev.slipway.run.Event.Pace;
import dev.slipway.run.Pausing;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One screen, redrawn in place while the run moves in another thread; keys answer what it asks. */
final class LiveView implements View {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    /** Ten frames a second; a key is answered at once. */
    private static final long FRAME_MILLIS = 100;

    /** Where the terminal gives it as a key. Elsewhere it is a signal. */
    private static final int CTRL_C = 3;

    private static final int TAIL = 12;

    private final Around around;
    private final Desk desk;
    private final Attendance attendance;
    private final List<Event> events = new ArrayList<>();
    private final Deque<String> tail = new ArrayDeque<>();
    private final AtomicInteger pressed = new AtomicInteger();
    private long last;
    private Optional<Drawn> drawn = Optional.empty();

    private record Drawn(StepId step, Drawing drawing) {}

    LiveView(Around around, Desk desk, Attendance attendance) {
        this.around = around;
        this.desk = desk;
        this.attendance = attendance;
    }

    @Override
    public Attendance attendance() {
        return attendance;
    }

    @Override
    public synchronized void recorded(Recorded recorded, Run after) {
        if (recorded.seq() > last) {
            last = recorded.seq();
            events.add(recorded.event());
        }
    }

    @Override
    public synchronized void output(StepId step, String line, boolean error) {
        tail.addLast(TIME.format(around.clock().instant().atZone(around.zone())) + " " + Width.clean(line));
        while (tail.size() > TAIL) {
            tail.removeFirst();
        }
    }

    @Override
    public boolean draws() {
        return true;
    }

    @Override
    public synchronized void shows(StepId step, Drawing drawing) {
        drawn = Optional.of(new Drawn(step, drawing));
    }

    @Override
    public int lead(Mover mover, Ahead ahead) throws InterruptedException {
        begin(mover);
        boolean asks = attendance == Attendance.ATTENDED;
        MovingThread moving = new MovingThread(mover, asks ? Mover.Patience.STAY : Mover.Patience.LEAVE);
        try (Screen screen = around.terminal().open()) {
            around.terminal().onInterrupt(() -> interrupt(mover));
            moving.start();
            attend(screen, mover, ahead, moving);
        } finally {
            moving.leave();
        }
        Stop stop = moving.stop();
        ExitStatus.Interruption interruption =
                pressed.get() > 0 ? ExitStatus.Interruption.CTRL_C : ExitStatus.Interruption.NONE;
        end(mover.run(), stop, ahead);
        return ExitStatus.of(mover.run(), stop, interruption);
    }

    /** What happened before this process, and so was heard by nobody here. */
    private void begin(Mover mover) {
        Desk.Shown shown = desk.show(mover.id());
        synchronized (this) {
            events.clear();
            shown.events().forEach(e -> events.add(e.event()));
            last = shown.events().getLast().seq();
        }
    }

    private void attend(Screen screen, Mover mover, Ahead ahead, MovingThread moving) {
        Dialogue dialogue = new Dialogue(mover.operator());
        while (moving.goesOn()) {
            ahead.next(mover.run()).ifPresent(request -> ask(mover, dialogue, request));
            if (attendance == Attendance.ATTENDED) {
                dialogue.look(mover.run());
            }
            screen.show(frame(screen, mover.run(), dialogue));
            int key = screen.key(FRAME_MILLIS);
            if (key == CTRL_C) {
                interrupt(mover);
                continue;
            }
            Optional<Request> request = dialogue.key(key);
            request.ifPresent(r -> ask(mover, dialogue, r));
            boolean paused = mover.hasTurned() && mover.run().pausing() instanceof Pausing.Paused;
            if (dialogue.leaving() || paused) {
                return;
            }
        }
    }

    private static void ask(Mover mover, Dialogue dialogue, Request request) {
        if (mover.ask(request) instanceof Ruling.Refused refused) {
            dialogue.refused(refused.says() + (refused.help().isEmpty() ? "" : ". " + refused.help()));
        }
    }

    private synchronized List<String> frame(Screen screen, Run run, Dialogue dialogue) {
        Instant now = around.clock().instant();
        RunRecord record = RunRecord.of(run, List.copyOf(events));
        // A step that has ended stands no longer as it was drawn.
        drawn = drawn.filter(each -> run.progress(each.step()) instanceof Progress.Underway);
        LiveScreen.Below below =
                new LiveScreen.Below(drawn.map(Drawn::drawing), List.copyOf(tail), foot(run, dialogue));
        return LiveScreen.of(record, below, now, screen.columns(), screen.rows());
    }

    private List<String> foot(Run run, Dialogue dialogue) {
        if (dialogue.asks()) {
            return dialogue.lines();
        }
        if (Standing.of(run) instanceof Standing.Asking) {
            List<String> lines = new ArrayList<>(Advice.of(run));
            lines.replaceAll(around.whereabouts()::spoken);
            return lines;
        }
        String pause = pressed.get() == 0
                ? "Ctrl-C pauses after this step"
                : pressed.get() == 1 ? "Pausing after this step; Ctrl-C again stops it" : "Stopping the step";
        String back = run.course() instanceof dev.slipway.run.Course.Forward
                ? " · take back: slipway rollback " + run.id()
                : " · being taken back";
        return List.of(pause + around.whereabouts().spoken(back));
    }

    private void interrupt(Mover mover) {
        int times = pressed.incrementAndGet();
        mover.ask(new Request.Pause(mover.operator(), times == 1 ? Pace.AFTER_THE_STEP : Pace.AT_ONCE));
    }

    private void end(Run run, Stop stop, Ahead ahead) {
        RunRecord record = Reports.record(desk, run.id());
        Instant now = around.clock().instant();
        around.out()
                .print(Paint.of(around)
                        .text(RunText.of(
                                record,
                                now,
                                around.zone(),
                                Math.min(100, around.terminal().columns()))));
        Closing.lines(run, stop, ahead)
                .forEach(line -> around.out()
                        .println(Paint.of(around).line(around.whereabouts().spoken(line))));
        around.out().flush();
    }
}
