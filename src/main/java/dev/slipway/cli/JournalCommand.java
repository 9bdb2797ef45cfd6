package dev.slipway.cli;

import dev.slipway.base.RunId;
import dev.slipway.engine.Desk;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.hands.Journal.Verification;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "journal",
        description = "Checks that the record has not been changed: reads each run's chain from its beginning.")
final class JournalCommand implements Callable<Integer> {
    private final Around around;

    @Mixin
    StateOption state = new StateOption();

    @Parameters(index = "0", paramLabel = "verify", description = "the word 'verify'")
    String what = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN", description = "one run only")
    @Nullable
    String run;

    JournalCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (!what.equals("verify")) {
            throw StoppedException.usage(
                    "the journal can be verified, not '" + what + "'", "Such as: slipway journal verify");
        }
        Desk desk = around.office().desk(state.above(around), around.directory());
        List<RunId> ids = run == null
                ? desk.runs(Integer.MAX_VALUE).stream().map(RunRow::id).toList()
                : List.of(RunOption.one(desk, run));
        int exit = ExitStatus.SUCCEEDED;
        for (RunId id : ids) {
            switch (desk.verify(id)) {
                case Verification.Sound sound ->
                    around.out()
                            .println("✓ " + id + "  " + sound.entries() + " entries, head "
                                    + sound.head().hex());
                case Verification.Broken broken -> {
                    around.out()
                            .println("✗ " + id + "  not to be trusted from entry " + broken.seq() + " on: "
                                    + broken.how());
                    exit = ExitStatus.FAILED;
                }
            }
        }
        if (ids.isEmpty()) {
            around.out().println("There are no runs yet.");
        }
        return exit;
    }
}
