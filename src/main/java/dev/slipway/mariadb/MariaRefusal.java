package dev.slipway.mariadb;

import java.io.IOException;

/** The server will not: a login, or a statement. The message is its own sentence. */
public final class MariaRefusal extends IOException {
    private final int code;

    MariaRefusal(int code, String says) {
        super(says);
        this.code = code;
    }

    /** As the server numbers it: 1045 is a login that it does not know. */
    public int code() {
        return code;
    }

    /** It will not change its mind when asked again. */
    public boolean login() {
        return code == 1044 || code == 1045 || code == 1698 || code == 2059;
    }
}
