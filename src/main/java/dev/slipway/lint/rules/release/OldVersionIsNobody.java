package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.runbook.ShellScript.Within;
import java.util.List;
import java.util.Optional;

public final class OldVersionIsNobody implements Rule {
    private static final Card CARD = Card.error("SW327", "the folder of the old version is empty on the first release")
            .harm(
                    "The variable is set in one branch alone: empty, 'cd' stays where it is and succeeds, and what is taken down is the release that was just started.")
            .fix("Set it in every branch, and stop when it is empty: cd \"${ACTIVE:?}\".")
            .wrong("""
                if [ -L /srv/shop/current ]; then
                  OLD=$(readlink /srv/shop/current)
                fi
                cd /srv/shop/next
                docker compose up -d --wait
                cd "$OLD" ◀
                docker compose down
                """)
            .right("""
                OLD=$(readlink /srv/shop/current)
                cd /srv/shop/next
                docker compose up -d --wait
                cd "${OLD:?}"
                docker compose down
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Optional<Arg> folder =
                    act.outer().is("cd") ? act.outer().operands().stream().findFirst() : Optional.empty();
            Optional<String> name = folder.filter(arg -> arg.text().matches("\\$\\{?[A-Za-z_]\\w*}?"))
                    .map(arg -> arg.text().replaceAll("[${}]", ""));
            boolean destroys = story.after(act)
                    .limit(2)
                    .anyMatch(next -> next.facts(Fact.Down.class).anyMatch(Fact.Down::removes)
                            || next.facts(Fact.Delete.class).anyMatch(Fact.Delete::recursive));
            if (name.isPresent()
                    && destroys
                    && act.script()
                            .filter(script -> onlyInBranch(script, name.get()))
                            .isPresent()) {
                found.at(CARD, act.outer());
            }
        }
    }

    private static boolean onlyInBranch(Script script, String name) {
        List<Script.Assigned> all = script.assignments().stream()
                .filter(each -> each.name().equals(name))
                .toList();
        return !all.isEmpty()
                && all.stream().allMatch(each -> each.assignment().within().contains(Within.BRANCH));
    }
}
