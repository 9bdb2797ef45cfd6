package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.List;
import java.util.Optional;

public final class RollbackWithoutCheck implements Rule {
    private static final Card CARD = Card.note("SW325", "nothing looks whether the rollback has helped")
            .harm("It is called done when the last command ends, while the old version may not have come up.")
            .fix("End it with the same check as the release: check.http, curl -f, kubectl rollout status --timeout.")
            .wrong("""
                # Release

                ## Rollback

                ```bash
                IMAGE_TAG=1.4.1 docker compose up -d web ◀
                ```
                """)
            .right("""
                # Release

                ## Rollback

                ```bash
                IMAGE_TAG=1.4.1 docker compose up -d --wait web
                curl -fsS http://localhost:8080/health
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (List<Act> track : story.tracks()) {
            Optional<Act> last = track.stream()
                    .filter(act -> story.isRollback(act) && starts(act))
                    .reduce((_, next) -> next);
            last.filter(act -> story.after(act).noneMatch(RollbackWithoutCheck::looks) && !looks(act))
                    .ifPresent(act -> found.at(CARD, act.outer().words().getFirst()));
        }
    }

    private static boolean starts(Act act) {
        return act.does(Fact.Up.class) || act.does(Fact.Release.class) || act.does(Fact.Restart.class);
    }

    private static boolean looks(Act act) {
        return act.does(Fact.Probe.class)
                || act.outer().has("--wait", "--atomic")
                || act.invocation()
                        .says()
                        .matches(
                                "(?is).*\\b(status|ps|is-active|check|verify|health|smoke|test|ping|isready|wait|get pods)\\b.*");
    }
}
