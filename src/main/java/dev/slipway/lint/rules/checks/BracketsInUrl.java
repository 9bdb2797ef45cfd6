package dev.slipway.lint.rules.checks;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;

public final class BracketsInUrl implements Rule {
    private static final Card CARD = Card.error("SW407", "curl takes brackets in the URL for a range")
            .harm(
                    "It stops with 'bad range' or asks for several addresses: the measurement that was to decide is never made.")
            .fix(
                    "Write curl --globoff, or --data-urlencode with -G; better a typed check of the metric with a threshold.")
            .wrong("""
                curl -fsS 'http://prometheus:9090/api/v1/query?query=sum(rate(errors_total[5m]))' ◀
                """)
            .right("""
                curl -fsS -G --data-urlencode 'query=sum(rate(errors_total[5m]))' http://prometheus:9090/api/v1/query
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            act.fact(Fact.Probe.class)
                    .filter(_ -> act.inner().is("curl") && !act.inner().has("-g", "--globoff"))
                    .map(Fact.Probe::url)
                    .filter(url -> url.text().replaceAll("\\$\\{[^}]*}", "").matches("(?s).*[\\[{].*"))
                    .ifPresent(url -> found.at(CARD, url));
        }
    }
}
