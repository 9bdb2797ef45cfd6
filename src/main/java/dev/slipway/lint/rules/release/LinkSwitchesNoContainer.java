package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Chapter.Kind;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.lint.tools.Fact.Engine;
import java.util.Locale;

public final class LinkSwitchesNoContainer implements Rule {
    private static final Card CARD = Card.error(
                    "SW315", "a symbolic link is turned to switch traffic between containers")
            .harm(
                    "Running containers do not read the link: nothing is switched, and the old version serves until it is stopped.")
            .fix("Switch where requests arrive: a proxy's configuration and its reload, or traffic.shift.")
            .wrong("""
                docker compose -p shop-green up -d --wait
                # Switch traffic to green
                ln -sfn /srv/shop/green /srv/shop/current ◀
                """)
            .right("""
                docker compose -p shop-green up -d --wait
                # Switch traffic to green
                ln -sfn /etc/nginx/upstreams/green.conf /etc/nginx/conf.d/upstream.conf
                nginx -s reload
                """)
            .right("""
                docker compose -p shop-green up -d --wait
                # Switch traffic to green: the proxy includes current/upstream.conf
                ln -sfn /srv/shop/green /srv/shop/current
                nginx -t
                nginx -s reload
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean link = act.facts(Fact.Link.class)
                    .anyMatch(to -> !to.name()
                            .text()
                            .matches(".*(nginx|haproxy|apache|conf\\.d|sites-enabled|traefik|caddy).*"));
            if (!link) {
                continue;
            }
            boolean says = (act.invocation().comment() + said(story, act))
                    .toLowerCase(Locale.ROOT)
                    .matches("(?s).*\\b(traffic|switch|cut ?over|route)\\b.*");
            boolean containers = story.before(act)
                    .anyMatch(past -> past.facts(Fact.Up.class)
                            .anyMatch(up -> up.engine() == Engine.COMPOSE || up.engine() == Engine.DOCKER));
            boolean reloads = story.after(act)
                    .limit(4)
                    .anyMatch(next -> next.does(Fact.Reload.class) || next.does(Fact.Restart.class));
            if (says && containers && !reloads && act.chapter().kind() == Kind.RELEASE) {
                found.at(CARD, act.inner());
            }
        }
    }

    /** What the script prints just before. */
    private static String said(Story story, Act act) {
        return story.previous(act)
                .filter(before -> before.inner().is("echo"))
                .map(before -> before.inner().tail())
                .orElse("");
    }
}
