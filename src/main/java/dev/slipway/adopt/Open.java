package dev.slipway.adopt;

import java.util.List;

/**
 * What the document does not say.
 *
 * @param key by which it is answered; empty where only an edit of the document answers it
 * @param choices what may be answered; empty where any word may
 * @param taken what holds as long as nobody answers
 */
public record Open(String key, int line, String asks, List<String> choices, String taken) {
    public Open {
        choices = List.copyOf(choices);
    }

    static Open said(int line, String says) {
        return new Open("", line, says, List.of(), "");
    }

    public boolean isAnswerable() {
        return !key.isEmpty();
    }
}
