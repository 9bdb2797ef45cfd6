package dev.slipway.demo;

import static dev.slipway.demo.Demo.count;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the demo has shown, in figures that it counted itself. */
record Summary(PrintStream out) {

    /** False when something was not as promised. */
    boolean print(Tally.Seen seen, Ground ground, boolean takenBack) {
        Optional<Tally.Version> third = Optional.ofNullable(seen.versions().get("v3"));
        boolean asPromised = seen.lost() == 0 && takenBack && third.isPresent();
        third.ifPresentOrElse(
                version -> out.println("v3 was " + (takenBack ? "taken back by itself" : "not taken back") + ": "
                        + count(version.answers()) + " requests in " + seconds(version) + ", of which "
                        + percent(version) + " failed."),
                () -> out.println("v3 got no request at all."));
        new TreeMap<>(seen.versions())
                .forEach((name, version) -> out.printf(
                        Locale.ROOT,
                        "  %-4s %8s requests   %5s failed by its own mistakes%n",
                        name,
                        count(version.answers()),
                        percent(version)));
        out.println("  lost because of the releases: " + seen.lost() + " of " + count(seen.answers() + seen.lost()));
        out.println();
        report(ground).ifPresent(file -> out.println("Record of v3:   " + file));
        out.println("Look further:   slipway runs --state " + ground.state());
        out.println("                slipway logs last --state " + ground.state());
        out.println("Do it yourself: " + ground.runbook() + ", which says how");
        cleanUp(ground);
        out.flush();
        return asPromised;
    }

    void early(Ground ground) {
        out.println("The demo ends here. The shop and its proxy have been stopped, so there is nothing to go on with.");
        cleanUp(ground);
    }

    private void cleanUp(Ground ground) {
        out.println("Clean up:       rm -r " + ground.folder());
    }

    private static String percent(Tally.Version version) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * version.errorShare());
    }

    private static String seconds(Tally.Version version) {
        return String.format(Locale.ROOT, "%.1f s", (version.lastNanos() - version.firstNanos()) / 1e9);
    }

    /** The newest report page of all runs. */
    private static Optional<Path> report(Ground ground) {
        try (Stream<Path> runs = Files.list(ground.state().resolve("runs"))) {
            return runs.map(run -> run.resolve("report.html"))
                    .filter(Files::exists)
                    .max(Comparator.naturalOrder());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
