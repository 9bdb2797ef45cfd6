package dev.slipway.lint.rules.backup;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.HashSet;
import java.util.Set;

public final class VolumeByShortName implements Rule {
    private static final Card CARD = Card.error("SW209", "docker run mounts a Compose volume by its short name")
            .harm(
                    "Compose calls its volume PROJECT_name; docker run silently makes a new, empty one of the short name: the backup is empty, or the restore goes nowhere, with exit status 0.")
            .fix(
                    "Mount the volume that the running container has (docker inspect, or --volumes-from), and stop if it does not exist.")
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
        Set<String> made = new HashSet<>();
        story.calling("docker", "volume", "create")
                .forEach(act -> made.add(act.outer().operand(2)));
        for (Act act : story.acts()) {
            if (!act.does(Fact.Enter.class)) {
                continue;
            }
            act.invocation().calls().stream()
                    .filter(call -> call.calls("docker", "run"))
                    .flatMap(call -> call.all("-v", "--volume"))
                    .flatMap(flag -> flag.value().stream())
                    .filter(volume -> volume.text().matches("[a-z][a-z0-9-]*(_[a-z0-9-]+)?:/.*"))
                    .filter(volume -> !made.contains(
                            volume.text().substring(0, volume.text().indexOf(':'))))
                    .findFirst()
                    .ifPresent(volume -> found.at(CARD, volume));
        }
    }
}
