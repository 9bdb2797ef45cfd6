package dev.slipway.base;

/**
 * The name of a step within its plan: the author's {@code id} ({@code backup}), or one made from its title
 * ({@code check-disk-usage}: with hyphens, so that the two never meet), {@code @2} when it is reached a second time.
 */
public record StepId(String value) {

    public StepId {
        if (!isStepId(value)) {
            throw new IllegalArgumentException("not the name of a step: " + value);
        }
    }

    /** {@code [a-z0-9][a-z0-9_-]{0,79}(@[0-9]+)?}; by hand, because every event that is read has one. */
    private static boolean isStepId(String value) {
        int at = value.indexOf('@');
        int end = at < 0 ? value.length() : at;
        if (end < 1 || end > 80 || at == value.length() - 1 || !isWord(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean fits = i < end ? isWord(c) || c == '_' || c == '-' : i == end || (c >= '0' && c <= '9');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return value;
    }
}
