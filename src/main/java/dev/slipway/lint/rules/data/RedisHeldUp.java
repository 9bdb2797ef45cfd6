package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;
import java.util.Locale;
import java.util.Set;

public final class RedisHeldUp implements Rule {
    private static final Card CARD = Card.warning("SW821", "a command holds Redis up while it looks at everything")
            .harm(
                    "Redis answers one command at a time: KEYS looks through all of them, and MONITOR copies every command: the application waits meanwhile.")
            .fix("redis-cli --scan --pattern '…'; latency and slowlog instead of monitor.")
            .wrong("""
                redis-cli KEYS 'session:*' ◀
                """)
            .right("""
                redis-cli --scan --pattern 'session:*'
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            if (call.is("redis-cli")
                    && Set.of("keys", "monitor").contains(call.verb().toLowerCase(Locale.ROOT))) {
                found.at(CARD, call);
            }
        }
    }
}
