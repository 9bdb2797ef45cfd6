package dev.slipway.lint.rules.shell;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.ShellScript.Join;

public final class StartedInBackground implements Rule {
    private static final Card CARD = Card.warning("SW618", "a server is started in the background of the shell")
            .harm(
                    "Nothing starts it again when it ends or the machine restarts, nothing knows whether it came up, and the step succeeds either way.")
            .fix("Let a supervisor run it: a systemd unit, a container, deploy.process.")
            .wrong("""
                nohup java -jar shop.jar > shop.log 2>&1 & ◀
                """)
            .right("""
                systemctl restart shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean server = act.invocation().has("nohup")
                    || act.invocation().has("setsid")
                    || act.inner().isOneOf("gunicorn", "uvicorn", "puma", "java", "node", "celery", "sidekiq");
            boolean awaited = act.script()
                    .filter(script -> script.invocations().stream()
                            .anyMatch(each -> each.outer().isOneOf("wait", "kill") && each.from() > act.to()))
                    .isPresent();
            if (server
                    && act.invocation().command().after() == Join.BACKGROUND
                    && !awaited
                    && !act.inner().isOneOf("kubectl", "ssh")) {
                found.at(CARD, act.outer());
            }
        }
    }
}
