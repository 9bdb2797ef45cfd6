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
                    "diff exits with 1 where there is a difference, as between a real file and its example, or a cluster and its next release: under set -e nothing below it runs.")
            .fix(
                    "Compare what must agree, such as the names of the variables: comm -3 of the two sorted lists, check.env or config.diff. Where a difference is only shown: diff … || test $? -eq 1.")
            .wrong("""
                diff shop.conf shop.conf.example ◀
                systemctl restart shop
                """)
            .wrong("""
                kubectl --context prod-eu diff -n shop -f k8s/ ◀
                kubectl --context prod-eu apply -n shop -f k8s/
                kubectl --context prod-eu rollout status deployment/shop -n shop --timeout=5m
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
            boolean shown = act.inner().calls("kubectl", "diff");
            boolean differ = act.inner().is("diff")
                    && act.inner().operands().stream()
                            .anyMatch(arg -> arg.text().matches(".*(example|sample|template|\\.dist|\\.new|\\.old).*"));
            if ((shown || differ)
                    && !act.invocation().isExcused()
                    && !act.invocation().pipes()) {
                found.at(CARD, act.inner().words().getFirst());
            }
        }
    }
}
