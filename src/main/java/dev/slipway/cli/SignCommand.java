package dev.slipway.cli;

import dev.slipway.base.Operator;
import dev.slipway.engine.Desk;
import dev.slipway.engine.Lookout;
import dev.slipway.engine.Mover;
import dev.slipway.operations.Request;
import dev.slipway.run.Event.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "sign", description = "Answers questions of an open gate; the run itself is not moved on.")
final class SignCommand implements Callable<Integer> {
    private final Around around;

    @Mixin
    RunOption run = new RunOption();

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "ITEM[=NOTE]",
            description = "SECTION/ITEM, or a whole gate as SECTION@DIGEST; the note is kept as evidence")
    List<String> items = new ArrayList<>();

    @Option(names = "--no", description = "answer no: the gate fails (needs --because)")
    boolean no;

    @Option(names = "--waive", description = "let it pass unanswered, where the runbook allows it (needs --because)")
    boolean waive;

    @Option(names = "--because", paramLabel = "REASON", description = "the reason of a no or a waiver")
    String because = "";

    SignCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() {
        if (no && waive) {
            throw StoppedException.usage("a question is either answered no or waived", "Leave --no or --waive out.");
        }
        RunOption.Meant meant = run.find(around);
        Desk.Shown shown = meant.desk().show(meant.id());
        List<Request> requests = requests(meant.desk().self().operator());
        if (shown.isMoved()) {
            return new Moving(around, meant).handOver(requests, shown, around.out());
        }
        return switch (meant.desk().takeToWrite(meant.id(), Desk.Claim.FROM_THE_DEAD, Lookout.none())) {
            case Desk.Take.Taken taken -> settled(taken.mover(), requests);
            case Desk.Take.Held held -> throw Holding.held(held.by(), held.alive(), shown.run());
            case Desk.Take.Over over -> throw Moving.over(over);
            case Desk.Take.Unfit unfit -> throw Holding.unfit(unfit.sentences());
        };
    }

    private int settled(Mover mover, List<Request> requests) {
        try (mover) {
            requests.forEach(request -> Moving.granted(mover.settle(request)));
            around.out().println(requests.size() == 1 ? "Recorded." : "All recorded.");
            if (Advice.nothingAsked(mover.run())) {
                around.say("Go on: slipway resume " + mover.id());
            } else {
                Advice.of(mover.run()).forEach(around::say);
            }
            return ExitStatus.SUCCEEDED;
        }
    }

    private List<Request> requests(Operator by) {
        Answer answer = no ? Answer.NO : waive ? Answer.WAIVED : Answer.YES;
        return items.stream()
                .<Request>map(word -> {
                    int at = word.indexOf('=');
                    String item = at < 0 ? word : word.substring(0, at);
                    String note = at < 0 ? because : word.substring(at + 1);
                    return new Request.Sign(by, item, answer, note);
                })
                .toList();
    }
}
