package dev.slipway.adopt;

import dev.slipway.adopt.Chunks.Chunk;
import dev.slipway.adopt.Fate.Becomes;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring chunks of a fence that become one thing.
 *
 * @param rules what the directive before it says; empty where none is needed
 * @param body for an action, what is written instead of the commands
 */
record Group(Becomes becomes, String because, String rules, String body, List<Chunk> chunks) {
    Group {
        chunks = List.copyOf(chunks);
    }

    static Group of(Becomes becomes, String because, Chunk chunk) {
        return new Group(becomes, because, "", "", List.of(chunk));
    }

    Group ruled(Becomes other, String why, String rule) {
        return new Group(other, why, rule, body, chunks);
    }

    Chunk first() {
        return chunks.getFirst();
    }

    Chunk last() {
        return chunks.getLast();
    }

    boolean performs() {
        return switch (becomes) {
            case STEP, ASKED, CHOSEN, ACTION -> true;
            case EXPECTATION, OUTPUT, BY_HAND, READ, LEFT, DATA, QUESTIONS -> false;
        };
    }

    boolean isShell() {
        return performs() && becomes != Becomes.ACTION;
    }

    Group and(Group next) {
        List<Chunk> both = new ArrayList<>(chunks);
        both.addAll(next.chunks());
        return new Group(becomes, because, rules, body, both);
    }

    private boolean joins(Group next) {
        return becomes == next.becomes
                && rules.equals(next.rules)
                && (becomes == Becomes.STEP
                        || becomes == Becomes.CHOSEN
                        || becomes == Becomes.READ
                        || becomes == Becomes.BY_HAND)
                && (becomes != Becomes.BY_HAND || because.equals(next.because));
    }

    /** Those that are alike and stand side by side are one. */
    static List<Group> joined(List<Group> groups) {
        List<Group> joined = new ArrayList<>();
        for (Group group : groups) {
            if (!joined.isEmpty() && joined.getLast().joins(group)) {
                joined.add(joined.removeLast().and(group));
            } else {
                joined.add(group);
            }
        }
        return joined;
    }
}
