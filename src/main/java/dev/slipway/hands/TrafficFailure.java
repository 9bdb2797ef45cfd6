package dev.slipway.hands;

/** A proxy cannot be asked or told now. The message is one sentence for people: which, what is wrong, what to do. */
public final class TrafficFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public TrafficFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    public TrafficFailure(String sentence) {
        super(sentence);
    }

    /** The message without its full stop, for a sentence that goes on. */
    public String says() {
        return String.valueOf(getMessage()).replaceAll("\\.$", "");
    }
}
