package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

public final class TagThatNobodyMakes implements Rule {
    private static final Card CARD = Card.error("SW312", "an image is named by a tag that no step gives")
            .harm(
                    "The image does not exist when it is needed: the way back fails with 'manifest unknown' or 'pull access denied'.")
            .fix("Record the digest of what runs at each release, and start that.")
            .wrong("""
                # Release

                ## Rollback

                ```bash
                docker service update --image registry.internal/shop:previous shop ◀
                ```
                """)
            .wrong("""
                # Release

                ## Rollback

                ```bash
                WEB_IMAGE=registry.internal/shop:previous docker compose up -d --wait ◀
                ```
                """)
            .right("""
                # Before the release
                docker tag registry.internal/shop:live registry.internal/shop:previous
                docker push registry.internal/shop:previous
                # To go back
                WEB_IMAGE=registry.internal/shop:previous docker compose up -d --wait
                """)
            .right("""
                docker service update --image registry.internal/shop:1.4.2 shop
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern IMAGE = Pattern.compile(
            "(?:[A-Z_]+=|[a-z0-9-]+=)?([a-z0-9][\\w./-]*):(previous|prev|last|old|rollback|backup|last-good|last-known-good)");

    @Override
    public void look(Story story, Found found) {
        for (Script script : story.scripts()) {
            script.assignments().stream()
                    .filter(each -> names(story, each.value()))
                    .forEach(each -> found.at(CARD, each.value()));
        }
        for (Act act : story.acts()) {
            if (!act.outer().isOneOf("docker", "compose", "podman", "kubectl", "helm")) {
                continue;
            }
            Stream.concat(
                            act.outer().operands().stream(),
                            act.outer().options().stream().flatMap(flag -> flag.value().stream()))
                    .filter(arg -> names(story, arg))
                    .findFirst()
                    .ifPresent(arg -> found.at(CARD, arg));
        }
    }

    private static boolean names(Story story, Arg arg) {
        Matcher image = IMAGE.matcher(arg.text());
        if (!image.matches()) {
            return false;
        }
        String name = image.group(1) + ":" + image.group(2);
        return story.all(Fact.Tag.class)
                .noneMatch(tag ->
                        tag.fact().image().equals(name) || tag.fact().image().endsWith(":" + image.group(2)));
    }
}
