package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.lint.tools.Fact.Engine;
import java.util.List;

public final class RollbackBeginsWithOutage implements Rule {
    private static final Card CARD = Card.warning("SW306", "a rollback begins by stopping everything")
            .harm(
                    "The application is away before anybody knows that the old version starts, and stays away when it does not.")
            .fix("Start the old version first, switch traffic to it, then stop the new one; deploy.process does that.")
            .wrong("""
                # Release

                ## Rollback

                ```bash
                docker compose down ◀
                IMAGE_TAG="$PREVIOUS" docker compose up -d --wait
                ```
                """)
            .right("""
                # Release

                ## Rollback

                ```bash
                IMAGE_TAG="$PREVIOUS" docker compose up -d --wait
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (List<Act> track : story.tracks()) {
            track.stream()
                    .filter(story::isRollback)
                    .filter(act -> act.facts().stream().anyMatch(RollbackBeginsWithOutage::changes))
                    .findFirst()
                    .filter(act -> act.facts(Fact.Down.class)
                            .anyMatch(down -> down.names().isEmpty() || down.engine() == Engine.SYSTEMD))
                    .filter(act -> story.after(act).anyMatch(next -> next.does(Fact.Up.class)))
                    .filter(act -> story.after(act).noneMatch(next -> next.does(Fact.Restore.class))
                            || act.facts(Fact.Down.class).anyMatch(Fact.Down::removes))
                    .ifPresent(act -> found.at(CARD, act.outer()));
        }
    }

    private static boolean changes(Fact fact) {
        return switch (fact) {
            case Fact.Down _,
                    Fact.Up _,
                    Fact.Restart _,
                    Fact.Release _,
                    Fact.Restore _,
                    Fact.Migrate _,
                    Fact.Build _,
                    Fact.Pull _,
                    Fact.Delete _,
                    Fact.Copy _,
                    Fact.Link _,
                    Fact.Move _,
                    Fact.Sync _ -> true;
            default -> false;
        };
    }
}
