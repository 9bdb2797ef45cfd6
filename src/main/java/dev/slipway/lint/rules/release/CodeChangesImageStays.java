package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.story.Story.Past;
import dev.slipway.lint.tools.Fact;
import dev.slipway.lint.tools.Fact.Engine;
import java.util.List;
import java.util.Optional;

public final class CodeChangesImageStays implements Rule {
    private static final Card CARD = Card.error(
                    "SW307", "other code is checked out, but the image of before is started")
            .harm(
                    "The image for the service exists, so Compose does not build: what ran before keeps running, and the step is a success that changed nothing.")
            .fix("Start the recorded image of that version by its digest, or write up -d --build.")
            .wrong("""
                git checkout v1.4.2
                docker compose up -d ◀
                """)
            .right("""
                git checkout v1.4.2
                docker compose up -d --build
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean plain = act.facts(Fact.Up.class)
                            .anyMatch(up -> up.engine() == Engine.COMPOSE
                                    && !up.builds()
                                    && !up.how().contains(Fact.How.PULLS))
                    && act.outer().verb().equals("up")
                    && act.invocation().command().prefix().isEmpty();
            if (!plain) {
                continue;
            }
            Optional<Act> code = story.world(act).code().map(Past::act);
            if (code.isPresent()
                    && !story.world(act).builtSince(code.get())
                    && !startsData(act)
                    && isOwn(code.get(), act)) {
                found.at(CARD, act.outer());
            }
        }
    }

    /** A database comes from a registry. */
    private static boolean startsData(Act act) {
        List<String> names = act.fact(Fact.Up.class).map(Fact.Up::names).orElse(List.of());
        return !names.isEmpty()
                && names.stream()
                        .allMatch(
                                name -> name.matches(
                                        ".*(db|database|postgres|mysql|mariadb|redis|mongo|cache|queue|rabbit|nginx|proxy|traefik).*"));
    }

    /** Sources that were fetched for another reason than this start are in another chapter's way. */
    private static boolean isOwn(Act code, Act up) {
        return code.track() == up.track();
    }
}
