package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.Optional;

public final class PruneTakesVolumes implements Rule {
    private static final Card CARD = Card.error("SW304", "pruning removes volumes with data")
            .harm(
                    "Volumes of containers that are stopped at that moment are deleted with all that is in them, without a way back.")
            .fix("Never prune volumes in a procedure; delete one by its name after a proved backup.")
            .wrong("""
                docker system prune --force --volumes ◀
                """)
            .wrong("""
                docker compose down -v ◀
                """)
            .right("""
                docker system prune --force
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.facts(Fact.Prune.class).anyMatch(Fact.Prune::volumes)) {
                Optional<Call.Flag> flag = act.inner().option("--volumes");
                Arg last = act.inner().words().getLast();
                found.at(CARD, flag.map(Call.Flag::at).orElse(last));
            }
            act.invocation()
                    .call("compose")
                    .filter(call -> call.verb().equals("down"))
                    .flatMap(call -> call.option("-v", "--volumes"))
                    .ifPresent(flag -> found.at(CARD, flag.at()));
        }
    }
}
