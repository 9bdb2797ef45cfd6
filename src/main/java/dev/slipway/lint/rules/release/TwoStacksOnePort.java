package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Story;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

public final class TwoStacksOnePort implements Rule {
    private static final Card CARD = Card.error("SW316", "two stacks of one Compose file are to run at the same time")
            .harm(
                    "Both publish the same host ports, so the second does not start; its volumes belong to another project name, so its database is empty.")
            .fix("Keep data in a project of its own, give the colours no fixed host ports, and let a proxy choose.")
            .wrong("""
                BLUE=/srv/shop/blue
                GREEN=/srv/shop/green
                cd "$GREEN"
                docker compose up -d --wait ◀
                """)
            .right("""
                BLUE=/srv/shop/blue
                GREEN=/srv/shop/green
                cd "$GREEN"
                docker compose -p shop-green -f web-only.yml up -d --wait
                """)
            .right("""
                BLUE=/srv/shop/blue
                GREEN=/srv/shop/green
                cd "$GREEN"
                WEB_PORT=8082 docker compose up -d --no-deps --wait web
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            Set<String> names = new HashSet<>();
            script.assignments()
                    .forEach(each -> names.add((each.name() + " " + each.value().text()).toLowerCase(Locale.ROOT)));
            boolean colours = any(names, "blue") && any(names, "green");
            if (!colours) {
                continue;
            }
            script.invocations().stream()
                    .filter(each -> each.call("compose")
                            .filter(call -> call.verb().equals("up") && !call.has("-p", "--project-name"))
                            .isPresent())
                    .filter(each -> each.command().prefix().stream().noneMatch(name -> name.contains("PORT")))
                    .findFirst()
                    .ifPresent(each -> found.at(CARD, each.outer()));
        }
    }

    private static boolean any(Set<String> names, String colour) {
        return names.stream().anyMatch(name -> name.contains(colour));
    }
}
