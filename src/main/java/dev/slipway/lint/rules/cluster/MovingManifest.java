package dev.slipway.lint.rules.cluster;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.regex.Pattern;

public final class MovingManifest implements Rule {
    private static final Card CARD = Card.warning("SW715", "manifests are applied from an address whose content moves")
            .harm(
                    "What goes live is whatever lies there at that moment, seen by nobody; when the address is gone the step cannot be repeated.")
            .fix("Keep the manifests in the repository, or name the release in the address and compare its sha256.")
            .wrong("""
                kubectl apply -n ingress -f https://raw.githubusercontent.com/corp/ingress/main/deploy.yaml ◀
                kubectl rollout status deployment/ingress -n ingress --timeout=5m
                """)
            .right("""
                kubectl apply -n ingress -f https://raw.githubusercontent.com/corp/ingress/v1.11.2/deploy.yaml
                kubectl rollout status deployment/ingress -n ingress --timeout=5m
                """);

    private static final Pattern MOVING = Pattern.compile("https?://.*/(main|master|latest|HEAD|develop|trunk)/.*");

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            if (act.inner().is("kubectl")) {
                act.inner()
                        .all("-f", "--filename")
                        .flatMap(flag -> flag.value().stream())
                        .filter(file -> MOVING.matcher(file.text()).matches())
                        .forEach(file -> found.at(CARD, file));
            }
        }
    }
}
