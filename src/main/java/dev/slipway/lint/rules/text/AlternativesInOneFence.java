package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

public final class AlternativesInOneFence implements Rule {
    private static final Card CARD = Card.warning(
                    "SW104", "alternatives stand in one block as if they followed one another")
            .harm("Whoever runs the block runs them all: the second undoes or repeats what the first did.")
            .fix("Put each into a section of its own, with an input or a question that decides.")
            .wrong("""
                # Fast forward to the newest
                git fetch origin
                git checkout "$BRANCH"
                # Or check out one version
                git checkout "$VERSION" ◀
                """)
            .right("""
                git fetch origin
                git checkout "$VERSION"
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern OR = Pattern.compile(
            "(?is)(or|alternatively|otherwise|alternative)\\b(?!\\s*(later|newer|above|more|higher))[ ,:].*");

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            List<Invocation> all = script.invocations();
            for (Script.Comment comment : script.comments()) {
                if (!comment.wholeLine() || !OR.matcher(comment.text()).matches()) {
                    continue;
                }
                boolean before = all.stream().anyMatch(each -> each.to() <= comment.from());
                Optional<Invocation> next =
                        all.stream().filter(each -> each.from() >= comment.to()).findFirst();
                if (before && next.isPresent()) {
                    found.at(CARD, next.get().outer().words().getFirst());
                }
            }
        }
    }
}
