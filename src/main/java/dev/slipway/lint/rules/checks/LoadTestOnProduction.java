package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Chapter.Kind;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.Locale;

public final class LoadTestOnProduction implements Rule {
    private static final Card CARD = Card.warning("SW411", "load is put on production right after the release")
            .harm(
                    "It feeds the very error and latency figures by which the release is judged, and takes capacity from people.")
            .fix(
                    "Load a copy of production before the release, or let load.http mark its requests, so that they are counted apart.")
            .wrong("""
                docker compose up -d --wait web
                ab -n 5000 -c 50 https://shop.example.org/products ◀
                """)
            .right("""
                ab -n 5000 -c 50 https://staging.shop.example.org/products
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean load = act.inner()
                    .isOneOf(
                            "ab", "k6", "wrk", "hey", "vegeta", "siege", "locust", "jmeter", "artillery", "bombardier");
            if (!load) {
                continue;
            }
            String says = act.invocation().says().toLowerCase(Locale.ROOT);
            boolean elsewhere =
                    says.matches("(?s).*(staging|localhost|127\\.0\\.0\\.1|--version|-v\\b|test\\.|perf|preprod|uat).*")
                            && !says.contains("production");
            if (!elsewhere
                    && act.chapter().kind() == Kind.RELEASE
                    && !act.inner().operands().isEmpty()
                    && story.before(act)
                            .anyMatch(past -> past.does(Fact.Up.class)
                                    || past.does(Fact.Release.class)
                                    || past.does(Fact.Restart.class))) {
                found.at(CARD, act.inner());
            }
        }
    }
}
