package dev.slipway.route;

/** The name of one version's endpoints behind a front, such as {@code v1.2.3} or {@code blue}; also a file and server name. */
public record PoolId(String value) {
    private static final int LONGEST = 63;

    public PoolId {
        boolean fits = !value.isEmpty()
                && value.length() <= LONGEST
                && isLetterOrDigit(value.charAt(0))
                && value.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
        if (!fits) {
            throw new IllegalArgumentException("'" + value + "' cannot name a version behind a proxy:"
                    + " letters, digits, '.', '_' and '-', at most " + LONGEST + ", the first a letter or digit");
        }
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return value;
    }
}
