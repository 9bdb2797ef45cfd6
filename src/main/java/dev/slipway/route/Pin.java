package dev.slipway.route;

/** Requests with this header or cookie go to one version, whatever the shares: a smoke test by a secret value, or staff first. */
public record Pin(Kind kind, String name, String value, PoolId pool) {
    public enum Kind {
        HEADER("X-Slipway-Pin"),
        COOKIE("slipway_pin");

        private final String usualName;

        Kind(String usualName) {
            this.usualName = usualName;
        }

        /** That Slipway uses itself, and that proxies which know one name only are configured for. */
        public String usualName() {
            return usualName;
        }
    }

    public Pin {
        boolean token = !name.isEmpty()
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '-'
                                || c == '_');
        if (!token) {
            throw new IllegalArgumentException("'" + name + "' cannot name a header or cookie");
        }
        if (value.isEmpty() || value.chars().anyMatch(c -> c <= ' ' || c > '~' || c == ';' || c == ',' || c == '"')) {
            throw new IllegalArgumentException(
                    "the value of the pin " + name + " is visible ASCII without ; , and quotes");
        }
    }
}
