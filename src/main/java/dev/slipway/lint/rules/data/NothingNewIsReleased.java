package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Chapter.Kind;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.story.World;
import dev.slipway.lint.tools.Fact;
import java.util.List;
import java.util.Optional;

public final class NothingNewIsReleased implements Rule {
    private static final Card CARD = Card.error(
                    "SW802", "no step brings the new version: the old one migrates and starts again")
            .harm(
                    "Nothing is checked out, built or pulled between stop and start: the release is an outage after which the same version runs.")
            .fix("Build or pull the declared version before the migration, and start exactly that.")
            .wrong("""
                ./bin/backup.sh
                docker compose stop web
                docker compose run --rm web ./manage.py migrate ◀
                docker compose start web
                """)
            .right("""
                ./bin/backup.sh
                docker compose pull web
                docker compose run --rm web ./manage.py migrate
                docker compose up -d --wait web
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (List<Act> track : story.tracks()) {
            boolean brings = track.stream()
                    .anyMatch(act -> World.builds(act)
                            || act.facts(Fact.Code.class).anyMatch(Fact.Code::replaces)
                            || act.does(Fact.Sync.class)
                            || act.does(Fact.Unpack.class)
                            || act.does(Fact.Link.class)
                            || !act.invocation().command().prefix().isEmpty()
                            || act.inner()
                                    .isOneOf("scp", "rsync", "apt", "apt-get", "dnf", "yum", "pip", "aws", "helm"));
            Optional<Act> stop =
                    track.stream().filter(act -> act.does(Fact.Down.class)).findFirst();
            if (brings || stop.isEmpty()) {
                continue;
            }
            track.stream()
                    .filter(act ->
                            act.order() > stop.get().order() && act.chapter().kind() == Kind.RELEASE)
                    .filter(act ->
                            act.facts(Fact.Migrate.class).anyMatch(migrate -> migrate.turn() == Fact.Turn.FORWARD))
                    .filter(act -> story.after(act).anyMatch(next -> next.does(Fact.Up.class)))
                    .findFirst()
                    .ifPresent(act -> found.at(CARD, act.inner()));
        }
    }
}
