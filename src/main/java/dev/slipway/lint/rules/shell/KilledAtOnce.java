package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.runbook.ShellScript.Join;

public final class KilledAtOnce implements Rule {
    private static final Card CARD = Card.warning("SW617", "a process is killed without time to finish")
            .harm("Requests in flight are cut off, and what it was writing stays half written.")
            .fix("Stop it by its supervisor or by TERM, wait with a deadline, and use KILL only for what is left.")
            .wrong("""
                pkill -9 -f gunicorn ◀
                """)
            .right("""
                systemctl stop gunicorn
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean gentleBefore = story.before(act)
                    .takeWhile(past -> past.script().equals(act.script()))
                    .anyMatch(past -> past.does(Fact.Down.class) || past.inner().isOneOf("kill", "pkill", "killall"));
            if (kills(act.inner())
                    && !gentleBefore
                    && act.invocation().command().before() != Join.OR) {
                found.at(CARD, act.inner());
            }
        }
    }

    private static boolean kills(Call call) {
        boolean signals = call.isOneOf("kill", "pkill", "killall")
                && call.words().stream().anyMatch(word -> word.text().matches("-(9|KILL|SIGKILL)"));
        boolean container =
                (call.isOneOf("docker", "podman", "compose") && call.verb().equals("kill"))
                        && !call.has("-s", "--signal");
        return signals || container;
    }
}
