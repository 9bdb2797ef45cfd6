package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.regex.Pattern;

public final class CanaryOfEverything implements Rule {
    private static final Card CARD = Card.error("SW705", "what is called a canary reaches everybody")
            .harm(
                    "The command replaces all instances of that name: there is no small part of the traffic, and no old version to compare with.")
            .fix(
                    "Deploy the new version under a name of its own and shift the weight of the route; deploy.canary does that.")
            .wrong("""
                # Canary: 5 % of the traffic
                kubectl set image deployment/shop shop=registry.corp.net/shop:4.2.0 -n shop ◀
                kubectl rollout status deployment/shop -n shop --timeout=5m
                """)
            .right("""
                # Canary: 5 % of the traffic
                kubectl set image deployment/shop-canary shop=registry.corp.net/shop:4.2.0 -n shop
                kubectl rollout status deployment/shop-canary -n shop --timeout=5m
                """);

    private static final Pattern PART =
            Pattern.compile("(?is).*(canary|gradual|\\b[1-9]\\d?\\s?%|\\bpercent\\b|small part).*");
    private static final Pattern WEIGHED = Pattern.compile("(?is).*(canary|weight|traffic|split|green|blue|steps?).*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean everything = act.inner().calls("kubectl", "set", "image")
                    || act.inner().calls("docker", "service", "update")
                    || act.inner().calls("compose", "up");
            String said = act.chapter().title() + " " + act.invocation().comment();
            boolean whole = Pattern.compile("100\\s?%").matcher(said).find();
            if (everything
                    && !whole
                    && PART.matcher(said).matches()
                    && !WEIGHED.matcher(act.inner().tail()).matches()) {
                found.at(CARD, act.inner());
            }
        }
    }
}
