package dev.slipway.schema.risk;

import java.util.List;
import java.util.Optional;

/** What one statement does. */
public sealed interface Effect {

    /**
     * @param apart it cannot be part of a transaction
     * @param makes the table that it creates
     */
    record Understood(List<Touch> touches, List<Loss> losses, boolean apart, Optional<Relation> makes)
            implements Effect {
        public Understood {
            touches = List.copyOf(touches);
            losses = List.copyOf(losses);
        }

        static Understood nothing() {
            return new Understood(List.of(), List.of(), false, Optional.empty());
        }

        static Understood on(Touch... touches) {
            return new Understood(List.of(touches), List.of(), false, Optional.empty());
        }

        Understood losing(Loss loss) {
            return new Understood(touches, List.of(loss), apart, makes);
        }

        Understood alone() {
            return new Understood(touches, losses, true, makes);
        }

        Understood making(Relation table) {
            return new Understood(touches, losses, apart, Optional.of(table));
        }
    }

    /** @param why what it is that is not understood, a few words */
    record NotUnderstood(String why) implements Effect {}
}
