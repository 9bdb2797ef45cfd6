package dev.slipway.lint.rules.data;

import dev.slipway.lint.rules.Card;
import dev.slipway.lint.rules.Found;
import dev.slipway.lint.rules.Rule;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import dev.slipway.lint.story.Story;

public final class RedisEmptied implements Rule {
    private static final Card CARD = Card.error("SW820", "all of Redis is emptied")
            .harm(
                    "Sessions, queues and locks go together with what was meant: everybody is logged out, and jobs that were waiting are lost.")
            .fix(
                    "Delete by a prefix (redis-cli --scan --pattern 'page:*' with unlink), or keep the cache in a database of its own and flush that one by -n.")
            .wrong("""
                redis-cli FLUSHALL ◀
                """)
            .right("""
                redis-cli -n 3 FLUSHDB ASYNC
                """);

    @Override
    public Card card() {
        return CARD;
    }

    @Override
    public void look(Story story, Found found) {
        for (Act act : story.acts()) {
            Call call = act.inner();
            boolean all = call.is("redis-cli")
                    && call.operands().stream().anyMatch(word -> word.text().equalsIgnoreCase("flushall"));
            boolean one = call.is("redis-cli")
                    && call.operands().stream().anyMatch(word -> word.text().equalsIgnoreCase("flushdb"))
                    && !call.has("-n");
            if ((all || one) && !Grounds.isWorkshop(act)) {
                found.at(CARD, call);
            }
        }
    }
}
