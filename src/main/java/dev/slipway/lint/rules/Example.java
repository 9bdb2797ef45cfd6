package dev.slipway.lint.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * A document that shows a rule: text with fences, or shell lines alone. Lines that end with {@value #MARK} are those that
 * the rule finds; the mark itself is no part of the document.
 */
public record Example(String written) {
    public static final String MARK = "◀";

    private static final String BEFORE = "# Release\n\n## Steps\n\n```bash\n";

    /** The whole document. */
    public String document() {
        String plain = written.replaceAll(" *" + MARK, "");
        return isDocument() ? plain : BEFORE + plain.stripTrailing() + "\n```\n";
    }

    /** Fences, tables, or a document that lost them. */
    private boolean isDocument() {
        return written.contains("```") || written.contains("\n| ") || written.startsWith("# Document");
    }

    /** As a page shows it. */
    public String shown() {
        return written.replaceAll(" *" + MARK, "").stripTrailing();
    }

    /** The lines of the document where the rule finds something, counted from 1. */
    public List<Integer> marked() {
        int shift =
                isDocument() ? 0 : (int) BEFORE.chars().filter(c -> c == '\n').count();
        List<Integer> lines = new ArrayList<>();
        List<String> all = written.lines().toList();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).stripTrailing().endsWith(MARK)) {
                lines.add(i + 1 + shift);
            }
        }
        return List.copyOf(lines);
    }
}
