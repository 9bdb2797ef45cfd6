package dev.slipway.cli;

import dev.slipway.base.Nearest;
import dev.slipway.base.Operator;
import dev.slipway.operations.Request;
import dev.slipway.plan.PlannedStep;
import dev.slipway.plan.PlannedStep.Work;
import dev.slipway.run.Event.Answer;
import dev.slipway.run.Gates;
import dev.slipway.run.Progress;
import dev.slipway.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signatures and answers given on the command line before their gate is open: each is handed in when it opens. */
final class Ahead {
    /** {@code word} is what was typed. */
    private record Given(String word, Request request) {}

    private final List<Given> waiting = new ArrayList<>();

    Ahead(List<String> signatures, List<String> answers, Operator by) {
        signatures.forEach(word -> waiting.add(signature(word, by)));
        answers.forEach(word -> waiting.add(answer(word, by)));
    }

    private static Given signature(String word, Operator by) {
        int at = word.indexOf('=');
        String item = at < 0 ? word : word.substring(0, at);
        String note = at < 0 ? "" : word.substring(at + 1);
        return new Given("--sign " + word, new Request.Sign(by, item, Answer.YES, note));
    }

    private static Given answer(String word, Operator by) {
        int at = word.lastIndexOf('=');
        String said = at < 0 ? "" : word.substring(at + 1);
        if (at < 1 || !(said.equals("yes") || said.equals("no"))) {
            throw StoppedException.usage(
                    "--answer " + word + " is not of the form SECTION=yes or SECTION=no",
                    "Such as: --answer canary=no");
        }
        Answer answer = said.equals("yes") ? Answer.YES : Answer.NO;
        return new Given("--answer " + word, new Request.Reply(by, word.substring(0, at), answer));
    }

    void tell(Request.Tell tell) {
        waiting.add(new Given("-i " + tell.input() + "=" + tell.value(), tell));
    }

    /** The next request whose gate is open now. */
    Optional<Request> next(Run run) {
        Optional<Given> next = waiting.stream()
                .filter(given -> Gates.open(run).stream()
                        .filter(step -> run.progress(step.id()) instanceof Progress.Open open
                                && !Gates.missing(step, open).isEmpty())
                        .anyMatch(step -> meets(given.request(), step)))
                .findFirst();
        next.ifPresent(waiting::remove);
        return next.map(Given::request);
    }

    /** All whose gate is open now. Stops the command when another is left: nobody would keep it for later. */
    List<Request> open(Run run) {
        List<Request> open = new ArrayList<>();
        for (Optional<Request> next = next(run); next.isPresent(); next = next(run)) {
            open.add(next.get());
        }
        if (!waiting.isEmpty()) {
            throw StoppedException.usage(
                    waiting.getFirst().word() + " is for a question that is not open yet",
                    "Another process moves the run and keeps nothing for later: give it when it is asked.");
        }
        return open;
    }

    /** What was typed for questions that never opened. */
    List<String> left() {
        return waiting.stream().map(Given::word).toList();
    }

    /** Stops the command when something was typed that no question of the run can be. */
    void check(Run run) {
        check(run.plan().steps());
    }

    void check(List<PlannedStep> steps) {
        for (Given given : waiting) {
            if (steps.stream().noneMatch(step -> meets(given.request(), step))) {
                List<String> known = known(given.request(), steps);
                throw StoppedException.usage(
                        given.word() + " meets no question of this runbook",
                        Nearest.help("Questions", name(given.request()), known));
            }
        }
    }

    private static List<String> known(Request request, List<PlannedStep> steps) {
        List<String> known = new ArrayList<>();
        for (PlannedStep step : steps) {
            switch (step.work()) {
                case Work.Gate gate
                when request instanceof Request.Sign sign && sign.item().contains("@") ->
                    known.add(gate.anchor() + "@" + gate.digest().brief());
                case Work.Gate gate
                when request instanceof Request.Sign ->
                    gate.questions().forEach(q -> known.add(gate.anchor() + "/" + q.name()));
                case Work.Ask ask when request instanceof Request.Reply -> known.add(ask.anchor());
                case Work.Tell tell
                when request instanceof Request.Tell -> known.add(tell.input().name());
                case Work.Gate _, Work.Ask _, Work.Tell _, Work.Bash _, Work.Typed _ -> {}
            }
        }
        return known;
    }

    private static String name(Request request) {
        return switch (request) {
            case Request.Sign sign -> sign.item();
            case Request.Reply reply -> reply.question();
            case Request.Tell tell -> tell.input();
            case Request.Pause _, Request.Resume _, Request.Retry _, Request.Skip _ -> "";
            case Request.RollBack _, Request.Abort _ -> "";
        };
    }

    private static boolean meets(Request request, PlannedStep step) {
        return switch (step.work()) {
            case Work.Gate gate -> request instanceof Request.Sign sign && meets(sign.item(), gate);
            case Work.Ask ask ->
                request instanceof Request.Reply reply
                        && (ask.anchor().equals(reply.question())
                                || step.id().value().equals(reply.question()));
            case Work.Tell late ->
                request instanceof Request.Tell tell && late.input().name().equals(tell.input());
            case Work.Bash _, Work.Typed _ -> false;
        };
    }

    private static boolean meets(String item, Work.Gate gate) {
        int mark = item.lastIndexOf('@');
        if (mark > 0) {
            return gate.anchor().equals(item.substring(0, mark))
                    && gate.digest().hex().startsWith(item.substring(mark + 1))
                    && item.length() - mark > 6;
        }
        return gate.questions().stream()
                .anyMatch(q -> item.equals(q.name()) || item.equals(gate.anchor() + "/" + q.name()));
    }
}
