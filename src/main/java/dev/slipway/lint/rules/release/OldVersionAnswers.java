package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Chapter.Kind;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.Locale;
import java.util.Optional;

public final class OldVersionAnswers implements Rule {
    private static final Card CARD = Card.warning("SW317", "the new version is probed where the old one still answers")
            .harm(
                    "The public address leads to the old version until traffic is switched: the check passes however broken the new one is.")
            .fix("Probe the new instance at its own address, and compare the version that it reports.")
            .wrong("""
                docker compose -p shop-green up -d
                curl -fsS https://shop.example.org/health ◀
                # Switch traffic
                ln -sfn /etc/nginx/upstreams/green.conf /etc/nginx/conf.d/upstream.conf
                nginx -s reload
                """)
            .right("""
                docker compose -p shop-green up -d
                curl -fsS http://127.0.0.1:8082/health
                # Switch traffic
                ln -sfn /etc/nginx/upstreams/green.conf /etc/nginx/conf.d/upstream.conf
                nginx -s reload
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Optional<Fact.Probe> probe = act.fact(Fact.Probe.class)
                    .filter(each -> isPublic(each.url().text()));
            if (probe.isEmpty()) {
                continue;
            }
            boolean started = story.before(act)
                    .takeWhile(past -> past.chapter().equals(act.chapter()))
                    .anyMatch(past -> past.does(Fact.Up.class));
            boolean switchesLater = story.after(act)
                    .takeWhile(next -> next.chapter().equals(act.chapter()))
                    .anyMatch(next -> next.does(Fact.Link.class)
                            && (next.invocation().comment() + next.invocation().says())
                                    .toLowerCase(Locale.ROOT)
                                    .matches("(?s).*(switch|traffic|current|upstream|live).*"));
            if (started && switchesLater && act.chapter().kind() == Kind.RELEASE) {
                found.at(CARD, probe.get().url());
            }
        }
    }

    private static boolean isPublic(String url) {
        return url.matches("(?s)https?://[\\w-]+(\\.[\\w-]+)+(:\\d+)?(/.*)?")
                && !url.matches(
                        "(?s)https?://(localhost|127\\.|10\\.|192\\.168\\.|172\\.(1[6-9]|2\\d|3[01])\\.|[\\w-]+\\.(internal|local|svc)\\b).*");
    }
}
