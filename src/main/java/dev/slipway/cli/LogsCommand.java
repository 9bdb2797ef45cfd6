package dev.slipway.cli;

import dev.slipway.base.Nearest;
import dev.slipway.engine.Desk;
import dev.slipway.run.Itinerary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows what steps have written, with secrets masked.")
final class LogsCommand implements Callable<Integer> {
    /** Five looks a second feel immediate to a reader. */
    private static final long EVERY_MILLIS = 200;

    private final Around around;

    @Mixin
    RunOption run = new RunOption();

    @Parameters(index = "1", arity = "0..1", paramLabel = "STEP", description = "one step only")
    @Nullable
    String step;

    @Option(
            names = {"-f", "--follow"},
            description = "show what is written from now on, until the run rests")
    boolean follow;

    LogsCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        RunOption.Meant meant = run.find(around);
        Desk.Shown shown = meant.desk().show(meant.id());
        List<String> ids = ids(shown.run().itinerary());
        if (step != null && !ids.contains(step)) {
            throw StoppedException.usage(
                    "run " + meant.id() + " has no step '" + step + "'", Nearest.didYouMean(step, ids));
        }
        Path folder = meant.desk().state().logs(meant.id());
        LogReading reading = new LogReading(folder, step == null ? ids : List.of(step), around.out());
        try {
            boolean any = reading.readOn();
            while (follow && moves(meant)) {
                Thread.sleep(EVERY_MILLIS);
                any |= reading.readOn();
            }
            any |= reading.readOn();
            if (!any) {
                around.err().println(step == null ? "Nothing has been written yet." : step + " has written nothing.");
            }
            return ExitStatus.SUCCEEDED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean moves(RunOption.Meant meant) {
        Desk.Shown shown = meant.desk().show(meant.id());
        return shown.run().ended().isEmpty() && shown.isMoved();
    }

    private static List<String> ids(Itinerary itinerary) {
        return IntStream.range(0, itinerary.size())
                .mapToObj(i -> itinerary.step(i).id().value())
                .toList();
    }
}
