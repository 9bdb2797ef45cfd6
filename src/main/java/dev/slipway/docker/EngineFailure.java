package dev.slipway.docker;

/** The engine cannot be asked or told now, or will not do it. The message is one sentence without a full stop. */
public final class EngineFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    static final String AWAY = "no Docker engine answers";

    public EngineFailure(String says) {
        super(says);
    }

    /** Nobody answers now; whoever waits for a moment may be answered. */
    public boolean isAway() {
        return says().startsWith(AWAY);
    }

    public String says() {
        return String.valueOf(getMessage());
    }
}
