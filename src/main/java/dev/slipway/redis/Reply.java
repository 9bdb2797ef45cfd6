package dev.slipway.redis;

import java.util.List;

/** What a server has answered. */
public sealed interface Reply {

    record Text(String text) implements Reply {}

    record Count(long number) implements Reply {}

    record Nothing() implements Reply {}

    record Many(List<Reply> replies) implements Reply {
        public Many {
            replies = List.copyOf(replies);
        }
    }

    /** @param says as the server has it: {@code NOAUTH Authentication required.} */
    record Refused(String says) implements Reply {}
}
