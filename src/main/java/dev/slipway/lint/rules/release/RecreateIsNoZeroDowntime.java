package dev.slipway.lint.rules.release;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import dev.slipway.lint.tools.Fact;
import dev.slipway.lint.tools.Fact.Engine;
import dev.slipway.runbook.Passage;
import java.util.regex.Pattern;
import java.util.stream.Stream;

public final class RecreateIsNoZeroDowntime implements Rule {
    private static final Card CARD = Card.warning(
                    "SW314", "what is called zero-downtime stops the service before it starts it")
            .harm(
                    "Compose stops the old container and then starts the new one: requests fail until that is up, every time.")
            .fix(
                    "Start the new container beside the old one, wait until it answers, switch, drain; traffic.shift does the last two.")
            .wrong("""
                # Zero-downtime update of the application
                docker compose up -d --no-deps --build web ◀
                """)
            .right("""
                # Update of the application, away for some seconds
                docker compose up -d --no-deps --build web
                """);

    @Override
    public Card card() {
        return CARD;
    }

    private static final Pattern CLAIM = Pattern.compile("(?is).*\\b(zero|no|without)[- ]?down-?time\\b.*");
    private static final Pattern RECREATES = Pattern.compile("(?is).*\\b(recreat|rebuil|restart).*");

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            boolean compose = act.facts(Fact.Up.class).anyMatch(up -> up.engine() == Engine.COMPOSE)
                    && act.outer().verb().equals("up")
                    && !act.outer().has("--scale", "--no-recreate");
            boolean script = act.facts(Fact.Up.class).anyMatch(up -> up.engine() == Engine.SCRIPT);
            if (!compose && !script) {
                continue;
            }
            String said = act.invocation().comment() + "\n" + act.chapter().title();
            boolean claimed = CLAIM.matcher(said).matches();
            if (claimed
                    && (compose
                            || (script
                                    && RECREATES
                                            .matcher(said + "\n" + prose(act))
                                            .matches()))) {
                found.at(CARD, act.outer());
            }
        }
    }

    private static String prose(Act act) {
        return act.chapter().passages().stream()
                .flatMap(passage -> passage instanceof Passage.Words words ? Stream.of(words.text()) : Stream.empty())
                .reduce("", (all, next) -> all + "\n" + next);
    }
}
