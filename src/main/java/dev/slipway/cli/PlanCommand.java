package dev.slipway.cli;

import dev.slipway.engine.Draft;
import dev.slipway.plan.PlanData;
import dev.slipway.report.PlanText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "plan", description = "Shows everything that would happen, in order, with nothing touched.")
final class PlanCommand implements Callable<Integer> {
    private final Around around;

    @Mixin
    StateOption state = new StateOption();

    @Mixin
    WishOptions wish = new WishOptions();

    @Option(names = "--json", description = "the plan as JSON")
    boolean json;

    PlanCommand(Around around) {
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        Draft.Wish wanted = wish.wish();
        Draft.Ready ready = new Drafted(
                        around,
                        around.office()
                                .desk(state.besides(wish.document, around), StateOption.root(wish.document, around)))
                .of(wanted);
        if (json) {
            around.out().println(PlanData.write(ready.plan()).json());
        } else {
            int width = Math.min(around.terminal().columns(), 100);
            around.out()
                    .print(
                            wanted.environment().isPresent()
                                    ? PlanText.named(ready.plan(), width)
                                    : PlanText.of(ready.plan(), width));
        }
        return ExitStatus.SUCCEEDED;
    }
}
