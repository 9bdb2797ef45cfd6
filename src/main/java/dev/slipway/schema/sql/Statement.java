package dev.slipway.schema.sql;

import java.util.List;

/** One statement without its semicolon. {@code line}: where its first word stands, counted from 1. */
public record Statement(String text, int line, List<Token> tokens) {
    public Statement {
        tokens = List.copyOf(tokens);
    }

    /** Whether it begins with these words. */
    public boolean begins(String words) {
        String[] all = words.split(" ", -1);
        if (tokens.size() < all.length) {
            return false;
        }
        for (int i = 0; i < all.length; i++) {
            if (!tokens.get(i).is(all[i])) {
                return false;
            }
        }
        return true;
    }

    /** On one line, cut where people stop reading. */
    public String brief() {
        String flat = text.replaceAll("(?m)--.*$", "").replaceAll("\\s+", " ").strip();
        return flat.codePointCount(0, flat.length()) <= 80
                ? flat
                : flat.substring(0, flat.offsetByCodePoints(0, 79)) + "…";
    }
}
