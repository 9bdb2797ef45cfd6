package dev.slipway.proxy;

/** A proxy cannot be started. The message is one sentence for people. */
public final class ProxyFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ProxyFailure(String sentence) {
        super(sentence);
    }

    public ProxyFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
