package dev.slipway.cli;

import dev.slipway.base.Data;
import dev.slipway.base.RunId;
import dev.slipway.base.StepId;
import dev.slipway.engine.Desk;
import dev.slipway.engine.Desk.Attendance;
import dev.slipway.engine.Mover;
import dev.slipway.engine.Recorded;
import dev.slipway.operations.EventJson;
import dev.slipway.run.Run;
import java.util.LinkedHashMap;
import java.util.Map;

/** The journal's own events, one JSON object a line, and nothing else on stdout. */
final class JsonView implements View {
    private final Around around;
    private final Desk desk;
    private long last;

    /** @param after events up to this number were told before, by another process */
    JsonView(Around around, Desk desk, long after) {
        this.around = around;
        this.desk = desk;
        this.last = after;
    }

    @Override
    public Attendance attendance() {
        return Attendance.UNATTENDED;
    }

    @Override
    public synchronized void recorded(Recorded recorded, Run after) {
        if (recorded.seq() > last + 1) {
            desk.show(after.id()).events().stream()
                    .filter(earlier -> earlier.seq() < recorded.seq())
                    .forEach(earlier -> line(after.id(), earlier));
        }
        line(after.id(), recorded);
    }

    private void line(RunId run, Recorded recorded) {
        if (recorded.seq() > last) {
            last = recorded.seq();
            around.out().println(EventJson.line(run, recorded.seq(), recorded.event()));
            around.out().flush();
        }
    }

    @Override
    public void output(StepId step, String line, boolean error) {
        // events only; outputs are in the logs
    }

    @Override
    public int lead(Mover mover, Ahead ahead) throws InterruptedException {
        Leading leading = new Leading(around, mover, ahead);
        Mover.Stop stop = leading.move();
        int exit = ExitStatus.of(mover.run(), stop, leading.interruption());
        around.out().println(last(mover.run(), exit));
        return exit;
    }

    private static String last(Run run, int exit) {
        Map<String, Data> all = new LinkedHashMap<>();
        all.put("run", Data.of(run.id().value()));
        all.put("ending", run.ended().<Data>map(e -> Data.of(e.ending().word())).orElse(Data.nothing()));
        all.put("exit", Data.of(exit));
        return new Data.Mapping(all).json();
    }
}
