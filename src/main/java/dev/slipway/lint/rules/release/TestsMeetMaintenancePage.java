package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

public final class TestsMeetMaintenancePage implements Rule {
    private static final Card CARD = Card.error("SW319", "the release is tested while the maintenance page is on")
            .harm(
                    "Requests meet the maintenance page: the tests fail on a good release, or pass on its 503, and nothing has tested the application.")
            .fix(
                    "Test the new version at its own address before, or switch maintenance off first; traffic.maintenance lets chosen clients through.")
            .wrong("""
                touch /srv/www/maintenance.html
                systemctl restart shop
                curl -fsS https://shop.example.org/api/orders ◀
                rm /srv/www/maintenance.html
                """)
            .right("""
                touch /srv/www/maintenance.html
                systemctl restart shop
                curl -fsS http://localhost:8080/api/orders
                rm /srv/www/maintenance.html
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        Set<Integer> told = new HashSet<>();
        for (Act act : story.acts()) {
            Optional<Fact.Probe> probe = act.fact(Fact.Probe.class)
                    .filter(each -> isPublic(each.url().text()));
            if (probe.isEmpty()) {
                continue;
            }
            boolean testsPage =
                    act.invocation().comment().toLowerCase(Locale.ROOT).contains("maintenance");
            story.world(act)
                    .maintenance()
                    .filter(on -> !testsPage && told.add(on.act().from()))
                    .ifPresent(_ -> found.at(CARD, probe.get().url()));
        }
    }

    private static boolean isPublic(String url) {
        return url.matches("(?s)https?://[\\w-]*[A-Za-z][\\w-]*(\\.[\\w-]+)+(/.*)?")
                && !url.matches("(?s)https?://[\\w.-]+\\.(internal|local|svc|cluster)\\b.*");
    }
}
