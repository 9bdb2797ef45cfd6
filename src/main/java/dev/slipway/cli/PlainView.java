package dev.slipway.cli;

import dev.slipway.base.StepId;
import dev.slipway.engine.Desk.Attendance;
import dev.slipway.engine.Mover;
import dev.slipway.engine.Recorded;
import dev.slipway.report.EventLine;
import dev.slipway.report.Width;
import dev.slipway.run.Run;
import java.time.format.DateTimeFormatter;

/** One line for each event that matters, and the output of steps below them: for pipes, logs and CI. */
final class PlainView implements View {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String INDENT = "           ";

    private final Around around;

    PlainView(Around around) {
        this.around = around;
    }

    @Override
    public Attendance attendance() {
        return Attendance.UNATTENDED;
    }

    @Override
    public void recorded(Recorded recorded, Run after) {
        EventLine.of(recorded.event(), after)
                .ifPresent(line -> print(TIME.format(recorded.event().at().atZone(around.zone())) + " " + line));
    }

    @Override
    public void output(StepId step, String line, boolean error) {
        print(INDENT + Width.clean(line));
    }

    /** Lines of two threads never mix. */
    private void print(String line) {
        synchronized (around.out()) {
            around.out().println(line);
            around.out().flush();
        }
    }

    @Override
    public int lead(Mover mover, Ahead ahead) throws InterruptedException {
        print(Closing.heading(mover.run()));
        Leading leading = new Leading(around, mover, ahead);
        Mover.Stop stop = leading.move();
        int exit = ExitStatus.of(mover.run(), stop, leading.interruption());
        Closing.lines(mover.run(), stop, ahead).forEach(line -> print(around.whereabouts().spoken(line)));
        return exit;
    }
}
