package dev.slipway.lint.rules;

import dev.slipway.lint.shell.Arg;
import dev.slipway.lint.shell.Call;
import dev.slipway.lint.story.Act;
import java.util.ArrayList;
import java.util.List;

/** Takes what a rule finds. Offsets count in the document. */
public final class Found {
    private final List<Spot> spots = new ArrayList<>();

    /** @param harm what happens in production, as the card says it or nearer to the case */
    public record Spot(Card card, int from, int to, String harm) {}

    public void at(Card card, int from, int to) {
        spots.add(new Spot(card, from, to, card.harm()));
    }

    public void at(Card card, Act act) {
        at(card, act.from(), act.to());
    }

    public void at(Card card, Call call) {
        at(card, call.from(), call.to());
    }

    public void at(Card card, Arg arg) {
        at(card, arg.from(), arg.to());
    }

    /** With what happens in this very case. */
    public void at(Card card, Arg arg, String harm) {
        spots.add(new Spot(card, arg.from(), arg.to(), harm));
    }

    public void at(Card card, Act act, String harm) {
        spots.add(new Spot(card, act.from(), act.to(), harm));
    }

    public List<Spot> spots() {
        return List.copyOf(spots);
    }
}
