package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class VolumeByShortName implements Rule {
    private static final Card CARD = Card.error("SW209", "docker run mounts a Compose volume by its short name")
        .harm("Compose calls its volume PROJECT_name; docker run silently makes a new, empty one of the short name: the backup is empty, or the restore goes nowhere, with exit status 0.")
        .fix("Mount the volume that the running container has (docker inspect, or --volumes-from), and stop if it does not exist.")
        .wrong("""
                docker compose stop db
                docker run --rm -v dbdata:/data -v /srv/backup:/backup alpine:3.20 tar czf /backup/dbdata-1.tar.gz /data ◀
                docker compose start db
                """)
        .right("""
                docker compose stop db
                docker run --rm --volumes-from shop-db-1 -v /srv/backup:/backup alpine:3.20 tar czf /backup/dbdata-1.tar.gz /data
                docker compose start db
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        if (!story.anywhere(act -> act.invocation().has("compose"))) {
            return;
        }
        for (Act act : story.acts()) {
            act.invocation().calls().stream()
                    .filter(call -> call.calls("docker", "run"))
                    .flatMap(call -> call.all("-v", "--volume"))
                    .flatMap(flag -> flag.value().stream())
                    .filter(volume -> volume.text().matches("[a-z][a-z0-9-]*(_[a-z0-9-]+)?:/.*"))
                    .filter(volume -> isShort(volume.text(), story))
                    .findFirst()
                    .ifPresent(volume -> found.at(CARD, volume));
        }
    }

    /** A name that is declared outside, or made by hand, is its own. */
    private static boolean isShort(String volume, Story story) {
        String name = volume.substring(0, volume.indexOf(':'));
        return story.calling("docker", "volume", "create")
                .noneMatch(act -> act.outer().operand(2).equals(name));
    }
}
