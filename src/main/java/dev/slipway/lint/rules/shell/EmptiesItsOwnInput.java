package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Optional;

public final class EmptiesItsOwnInput implements Rule {
    private static final Card CARD = Card.error("SW622", "a file is written while the same command reads it")
            .harm("The shell empties the file before the command begins: what is written back is nothing.")
            .fix("Write to another name and rename it, or edit in place (sed -i, sponge).")
            .wrong("""
                jq '.replicas = 3' deploy.json > deploy.json ◀
                """)
            .wrong("""
                grep -v DEBUG settings.env | sort > settings.env ◀
                """)
            .right("""
                jq '.replicas = 3' deploy.json > deploy.json.new
                mv deploy.json.new deploy.json
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.invocation()
                    .output()
                    .filter(output -> output.operator().equals(">")
                            && !output.file().text().startsWith("/dev/"))
                    .filter(output -> !act.inner().isOneOf("echo", "printf")
                            && reads(
                                    act.script(),
                                    act.invocation(),
                                    output.file().text()))
                    .ifPresent(output -> found.at(CARD, output.file()));
        }
    }

    private static boolean reads(Optional<Script> script, Invocation invocation, String file) {
        boolean own = invocation.inner().operands().stream().anyMatch(word -> word.is(file))
                || invocation.input().filter(input -> input.file().is(file)).isPresent();
        return own
                || script.flatMap(whole -> whole.before(invocation))
                        .filter(before -> reads(script, before, file))
                        .isPresent();
    }
}
