package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Within;
import java.util.Optional;
import java.util.regex.Pattern;

public final class CountProvesNothing implements Rule {
    private static final Card CARD = Card.note("SW818", "a count of rows is taken for a proof")
            .harm(
                    "The number is the same when values are wrong, and somebody must know what it should be: the step cannot fail.")
            .fix(
                    "Compare with what was noted before, or ask for the revision that is expected; backup.postgres compares what a backup holds.")
            .wrong("""
                # Verify the data
                psql -d shop -c "SELECT count(*) FROM orders" ◀
                """)
            .right("""
                # Verify the data
                test "$(psql -d shop -Atc 'SELECT version_num FROM alembic_version')" = 8f31c2
                """);

    private static final Pattern COUNT = Pattern.compile("(?i)^select count ?\\(");
    private static final Pattern PROOF =
            Pattern.compile("(?is).*\\b(verif\\w*|check\\w*|validat\\w*|confirm\\w*|integrity|sanity|compare)\\b.*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Sql.Sentence sentence : Sql.sentences(story)) {
            Optional<Act> act = sentence.statement().act();
            boolean proof = act.filter(sends -> PROOF.matcher(sends.chapter().title() + " "
                                            + sends.invocation().comment())
                                    .matches()
                            && !sends.invocation().within(Within.SUBSTITUTION)
                            && !sends.invocation().pipes())
                    .isPresent();
            if (proof && sentence.matches(COUNT)) {
                Sql.found(found, CARD, sentence);
            }
        }
    }
}
