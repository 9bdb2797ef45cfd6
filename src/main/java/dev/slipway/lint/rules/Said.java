package dev.slipway.lint.rules;

/** Whether a long text says a word anywhere, in small letters or capitals: a pattern with a choice of words takes ten times as long. */
public final class Said {
    private Said() {}

    /** @param part in small letters, as are those below */
    public static boolean anywhere(String text, String part) {
        return find(text, part, 0) >= 0;
    }

    /** With nothing before or behind it that could belong to it. */
    public static boolean asWord(String text, String word) {
        for (int at = find(text, word, 0); at >= 0; at = find(text, word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || !isWord(text.charAt(at - 1))) && (end == text.length() || !isWord(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static int find(String text, String part, int from) {
        char small = part.charAt(0);
        char large = Character.toUpperCase(small);
        for (int i = from; i <= text.length() - part.length(); i++) {
            char c = text.charAt(i);
            if ((c == small || c == large) && matches(text, i, part)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(String text, int at, String part) {
        for (int i = 1; i < part.length(); i++) {
            char c = text.charAt(at + i);
            if ((c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c) != part.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
