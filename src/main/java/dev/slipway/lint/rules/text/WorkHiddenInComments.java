package dev.slipway.lint.rules.text;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

public final class WorkHiddenInComments implements Rule {
    private static final Card CARD = Card.warning("SW105", "work for a person is hidden in comments of a shell block")
            .harm("The block runs past it without a word: the step is reported as done, and nobody has done it.")
            .fix("Make each a question of the runbook: `- [ ] …`.")
            .wrong("""
                systemctl stop shop
                # Rotate the secrets ◀
                # 1. Generate a new signing key
                # 2. Tell the payment provider
                systemctl start shop
                """)
            .wrong("""
                systemctl restart shop
                # Notify the team
                # Send the incident report to support ◀
                """)
            .right("""
                # Restart with the new key
                systemctl restart shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern WORK = Pattern.compile(
            "(?i)(\\d+[.)]\\s+)?(notify|send|tell|inform|ask|call|wait|monitor|continue|rotate|generate|update|change|edit|review"
                    + "|verify|check|confirm|ensure|make sure|open|log ?in|navigate|contact|announce|schedule|regenerate|replace|repeat)\\b.*\\w.*");

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            if (script.invocations().isEmpty()) {
                continue;
            }
            List<Script.Comment> run = new ArrayList<>();
            for (Script.Comment comment : script.comments()) {
                boolean follows = !run.isEmpty()
                        && comment.wholeLine()
                        && comment.from() - run.getLast().to() <= 1 + indent(story, comment);
                if (!follows) {
                    close(script, run, found);
                    run = new ArrayList<>();
                }
                if (comment.wholeLine()) {
                    run.add(comment);
                }
            }
            close(script, run, found);
        }
    }

    private static int indent(Story story, Script.Comment comment) {
        return comment.from() - (story.text().lastIndexOf('\n', comment.from()) + 1);
    }

    /** Comments with nothing to run below them: the end of the block, or steps of a list. */
    private static void close(Script script, List<Script.Comment> run, Found found) {
        if (run.isEmpty()) {
            return;
        }
        Script.Comment last = run.getLast();
        boolean nothingBelow = script.invocations().stream().noneMatch(each -> each.from() >= last.to())
                && script.assignments().stream().noneMatch(each -> each.from() >= last.to());
        boolean before = script.invocations().stream()
                .anyMatch(each -> each.from() < run.getFirst().from());
        long numbered = run.stream()
                .filter(comment -> comment.text().matches("\\d+[.)]\\s+\\w.*"))
                .count();
        if (before && nothingBelow && WORK.matcher(last.text()).matches()) {
            found.at(CARD, last.from(), last.to());
        } else if (numbered >= 2) {
            found.at(CARD, run.getFirst().from(), run.getFirst().to());
        }
    }
}
