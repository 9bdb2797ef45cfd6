package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class FilesThatDiffer implements Rule {
    private static final Card CARD = Card.warning(
                    "SW415", "a comparison stops the procedure because there is a difference")
            .harm(
                    "diff exits with 1 when files differ, as a real file and its example always do: under set -e nothing below it runs.")
            .fix(
                    "Compare what must agree, such as the names of the variables: comm -3 of the two sorted lists, or check.env.")
            .wrong("""
                diff shop.conf shop.conf.example ◀
                systemctl restart shop
                """)
            .right("""
                diff shop.conf shop.conf.example || test $? -eq 1
                systemctl restart shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean differ = act.inner().is("diff")
                    && act.inner().operands().stream()
                            .anyMatch(arg -> arg.text().matches(".*(example|sample|template|\\.dist|\\.new|\\.old).*"));
            if (differ && !act.invocation().isExcused() && !act.invocation().pipes()) {
                found.at(CARD, act.inner().words().getFirst());
            }
        }
    }
}
