package dev.slipway.run;

import dev.slipway.base.Data;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The world's answer to something that was done. */
public sealed interface Outcome {

    /** @param summary a few words for the plan's tree and the record, such as {@code ready after 3.1 s}; may be empty */
    record Succeeded(String summary, Map<String, Data> outputs) implements Outcome {
        public Succeeded {
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }

        public static Succeeded plainly() {
            return new Succeeded("", Map.of());
        }
    }

    /** @param reason one sentence for the operator, without a full stop: {@code exit status 3 after 0.4 s} */
    record Failed(String reason) implements Outcome {}

    /** Nothing shows whether it was done. */
    record InDoubt(String why) implements Outcome {}
}
