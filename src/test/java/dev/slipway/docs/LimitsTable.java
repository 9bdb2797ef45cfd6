package dev.slipway.docs;

import static dev.slipway.docs.Constants.number;

import dev.slipway.base.Durations;
import java.time.Duration;
import java.util.Locale;

/** What is limited, and by how much. */
final class LimitsTable {
    private LimitsTable() {}

    static String text() {
        return new MarkdownTable("what", "at most", "beyond it")
                .row("a document", megabytes(number("runbook.Limits", "DOCUMENT_BYTES")), "a Problem")
                .row("steps in a document", count(number("runbook.Limits", "STEPS")), "a Problem")
                .row("steps that a procedure reaches", count(number("plan.Reach", "MOST_STEPS")), "a Problem")
                .row(
                        "sections that a procedure visits, calls included",
                        count(number("plan.Reach", "MOST_VISITS")),
                        "a Problem")
                .row("calls within calls", count(number("plan.Reach", "DEEPEST_CALLS")), "a Problem")
                .row("lists and quotes within one another", count(number("runbook.Limits", "NESTING")), "a Problem")
                .row(
                        "the kept output of one step",
                        megabytes(number("engine.Gear", "KEPT")) + " a stream",
                        "the middle is left out, and its size is said there")
                .row(
                        "the file `$SLIPWAY_OUTPUT` of one attempt",
                        mebibytes(number("places.local.OutputsFile", "LIMIT")),
                        "the step fails")
                .row(
                        "output that an `expect` sees",
                        mebibytes(number("places.local.KeptLog", "TEXT")),
                        "it sees the first part")
                .row(
                        "a command of a typed step, each stream",
                        mebibytes(number("places.local.ShortCommand", "LIMIT")),
                        "the rest is dropped")
                .row(
                        "earlier runs searched for `last` and `previous`",
                        count(number("engine.Chronicle", "SEARCHED")),
                        "older ones are not seen")
                .row(
                        "a command that gives a variable of `env`",
                        time("engine.Survey", "COMMAND"),
                        "a sentence, and nothing is run")
                .row("a probe", time("engine.Gear", "PROBE"), "counts as unknown")
                .row(
                        "a step that has no `timeout=`",
                        "no limit",
                        "shown as overdue after " + time("run.Tending", "OVERDUE"))
                .row("from TERM to KILL", time("run.Tending", "GRACE"), "KILL, to the whole process group")
                .row(
                        "a failed step waits for a person who is there",
                        time("run.Conductor", "DECISION"),
                        "what `on-failure` says")
                .row(
                        "a secret that can be masked",
                        "at least " + number("base.Masker", "SHORTEST") + " characters",
                        "shorter: the output is withheld")
                .toString();
    }

    private static String time(String type, String name) {
        return Durations.show((Duration) Constants.of(type, name));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String megabytes(long bytes) {
        return bytes / 1_000_000 + " MB";
    }

    private static String mebibytes(long bytes) {
        return bytes / (1 << 20) + " MiB";
    }
}
