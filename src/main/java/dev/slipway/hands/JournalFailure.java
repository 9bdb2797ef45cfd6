package dev.slipway.hands;

/**
 * The journal can neither be read nor written now. The message is one sentence for people: which file or server, what is
 * wrong, what to do. What the call that failed was to write has either been written whole or not at all; whoever appends
 * reads the last position again before going on.
 */
public final class JournalFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public JournalFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public JournalFailure(String sentence) {
        super(sentence);
    }
}
