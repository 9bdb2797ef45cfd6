package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.runbook.Passage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public final class NewestImage implements Rule {
    private static final Card CARD = Card.warning("SW710", "an image is taken by a name that moves")
            .harm(
                    "Nobody can say afterwards what ran, a machine that restarts may run something else, and a rollback to the same name changes nothing.")
            .fix("Name the version, or better the digest.")
            .wrong("""
                docker pull registry.corp.net/shop:latest ◀
                """)
            .wrong("""
                kubectl set image deployment/shop shop=registry.corp.net/shop:latest -n shop ◀
                kubectl rollout status deployment/shop -n shop --timeout=5m
                """)
            .wrong("""
                ```yaml
                services:
                  web:
                    image: nginx:latest ◀
                ```
                """)
            .right("""
                docker pull registry.corp.net/shop:4.2.0
                """);

    private static final Pattern MOVING =
            Pattern.compile("[^\\s=]*=?[\\w./-]+:(latest|stable|main|master|edge|nightly)");
    private static final Pattern IMAGE = Pattern.compile(
            "(?m)^\\s{0,40}image:\\s{0,4}[\"']?([\\w./-]+:(?:latest|stable|main|master|edge|nightly))[\"']?\\s*$");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.invocation().call("docker").orElse(act.inner());
            boolean takes = call.calls("docker", "pull")
                    || call.calls("docker", "run")
                    || call.calls("docker", "service", "update")
                    || call.calls("kubectl", "set", "image")
                    || call.calls("helm", "upgrade");
            if (takes) {
                call.words().stream()
                        .filter(word -> MOVING.matcher(word.text()).matches()
                                || word.text().matches("([\\w.]+\\.)?image\\.tag=latest|--image=\\S+:latest"))
                        .forEach(word -> found.at(CARD, word));
            }
        }
        for (Passage passage : story.passages()) {
            if (passage instanceof Passage.Fence fence && fence.tag().matches("ya?ml")) {
                Matcher image = IMAGE.matcher(fence.body().text());
                while (image.find()) {
                    found.at(
                            CARD,
                            fence.body().place(image.start(1)),
                            fence.body().place(image.end(1) - 1) + 1);
                }
            }
        }
    }
}
