package dev.slipway.runbook;

import dev.slipway.base.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML comments of a text, and whether they are directives, nearly so, or somebody else's. */
final class Comments {
    private static final String WORD = "slipway";
    private static final Pattern NEAR =
            Pattern.compile("\\W*([A-Za-z]{2,5}[_-]?[A-Za-z]{2,5})\\s{0,3}([:;.=]?)\\s*([a-z]*)");
    private static final Pattern NO_COMMENT =
            Pattern.compile("<\\s?!?[-\\u2013\\u2014\\s]{0,4}([A-Za-z]{2,5}[_-]?[A-Za-z]{2,5})\\s?:");

    private Comments() {}

    enum Meaning {
        DIRECTIVE,
        NEARLY,
        OTHER
    }

    /** Offsets of the whole comment and of what is in it; without an end it reaches to the end of the text. */
    record Comment(
            int from, int to, int contentFrom, int contentEnd, boolean closed, Meaning meaning, int afterColon) {}

    /** The comments that begin between two offsets. */
    static List<Comment> within(String text, int from, int to) {
        List<Comment> found = new ArrayList<>();
        int start = text.indexOf("<!--", from, to);
        while (start >= 0) {
            Comment comment = at(text, start, to);
            found.add(comment);
            start = text.indexOf("<!--", Math.min(to, Math.max(comment.to(), start + 4)), to);
        }
        return found;
    }

    static Comment at(String text, int start, int limit) {
        int content = Math.min(start + 4, limit);
        int close = text.indexOf("-->", content, limit);
        boolean closed = close >= 0;
        int end = closed ? close : limit;
        int first = content;
        while (first < end && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        Meaning meaning = meaning(text, first, end);
        return new Comment(
                start,
                closed ? close + 3 : limit,
                content,
                end,
                closed,
                meaning,
                Math.min(end, first + WORD.length() + 1));
    }

    private static Meaning meaning(String text, int first, int end) {
        if (text.startsWith(WORD + ":", first) && first + WORD.length() < end) {
            return Meaning.DIRECTIVE;
        }
        Matcher near = NEAR.matcher(text).region(first, Math.min(end, first + 60));
        if (!near.lookingAt() || !resembles(near.group(1))) {
            return Meaning.OTHER;
        }
        boolean marked =
                !near.group(2).isEmpty() || DirectiveKind.of(near.group(3)).isPresent();
        return marked ? Meaning.NEARLY : Meaning.OTHER;
    }

    /** Where a paragraph holds something like {@code <- slipway: step ->}, which no reader of Markdown takes for a comment. */
    static Optional<int[]> mistyped(String text, int from, int to) {
        Matcher matcher = NO_COMMENT.matcher(text).region(from, to);
        while (matcher.find()) {
            if (resembles(matcher.group(1)) && !text.startsWith("<!--", matcher.start())) {
                return Optional.of(new int[] {matcher.start(), matcher.end()});
            }
        }
        return Optional.empty();
    }

    static boolean resembles(String word) {
        String plain = word.toLowerCase(Locale.ROOT);
        return plain.length() >= 5 && Nearest.to(plain, List.of(WORD)).isPresent();
    }
}
