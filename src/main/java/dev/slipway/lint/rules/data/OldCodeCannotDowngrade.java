package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import java.util.Optional;
import java.util.regex.Pattern;

public final class OldCodeCannotDowngrade implements Rule {
    private static final Card CARD = Card.error("SW803", "the schema is taken back after the code that knows how")
            .harm(
                    "The old version does not hold the newer revisions ('Can't locate revision'): the schema stays, and the old code meets it.")
            .fix("Downgrade with the new version's image before leaving it.")
            .wrong("""
                # Release

                ## Rollback

                ```bash
                git checkout v1.9.0
                docker compose build
                docker compose run --rm web alembic downgrade a42e ◀
                docker compose up -d --wait
                ```
                """)
            .wrong("""
                # Release

                ## Rollback

                ```bash
                git checkout v1.9.0
                docker run --rm --env-file app.env shop:1.9.0 alembic downgrade -1 ◀
                docker compose up -d --build --wait
                ```
                """)
            .wrong("""
                # Release

                ## Rollback

                ```bash
                git checkout "$PREVIOUS"
                docker run --rm --env-file app.env "registry.internal/shop:v${PREVIOUS}-slim" alembic downgrade -1 ◀
                docker compose up -d --build --wait
                ```
                """)
            .right("""
                # Release

                ## Rollback

                ```bash
                git checkout v1.9.0
                docker run --rm --env-file app.env registry.internal/shop:1.9.1 alembic downgrade -1
                docker compose up -d --build --wait
                ```
                """)
            .right("""
                # Release

                ## Rollback

                ```bash
                docker compose run --rm web alembic downgrade a42e
                git checkout v1.9.0
                docker compose build
                docker compose up -d --wait
                ```
                """)
            .right("""
                # Release

                ## Rollback

                ```bash
                git checkout "$PREVIOUS"
                docker run --rm --env-file app.env "registry.internal/shop:$FAILED" alembic downgrade "$REVISION"
                docker compose up -d --build --wait
                ```
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean back = act.facts(Fact.Migrate.class).anyMatch(migrate -> migrate.turn() == Fact.Turn.BACK);
            if (back && story.isRollback(act) && leftBefore(story, act)) {
                found.at(
                        CARD,
                        act.inner().words().getFirst().from(),
                        act.inner().operands().isEmpty()
                                ? act.inner().words().getFirst().to()
                                : act.inner().operands().getFirst().to());
            }
        }
    }

    /** The newer code is gone; an image that is named by another version than the one checked out still holds it. */
    private static boolean leftBefore(Story story, Act act) {
        return story.world(act)
                .code()
                .filter(past -> taggedImage(act)
                        .filter(image -> !isOf(image, past.fact().ref()))
                        .isEmpty())
                .isPresent();
    }

    /** A tag and an image name one version in several ways: {@code v1.9.0} and {@code shop:1.9.0-slim}. */
    private static boolean isOf(String image, String ref) {
        String plain = plain(ref.substring(ref.lastIndexOf('/') + 1));
        String tag = plain(image.substring(image.lastIndexOf(':') + 1));
        return plain.isEmpty()
                || Pattern.compile("(?<![\\w.])" + Pattern.quote(plain) + "(?![\\w.])")
                        .matcher(tag)
                        .find();
    }

    private static String plain(String version) {
        return version.replaceAll("[{}]", "").replaceFirst("^v(?=[0-9$])", "");
    }

    private static Optional<String> taggedImage(Act act) {
        return act.outer().calls("docker", "run") || act.outer().calls("podman", "run")
                ? act.outer().operands().stream()
                        .map(Arg::text)
                        .filter(word -> word.matches("[\\w.$\\{\\}-]+(/[\\w./$\\{\\}-]+)?:[\\w.$\\{\\}-]+"))
                        .filter(word -> !word.matches(".*:latest"))
                        .findFirst()
                : Optional.empty();
    }
}
