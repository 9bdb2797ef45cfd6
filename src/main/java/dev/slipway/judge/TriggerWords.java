package dev.slipway.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a trigger with their places, read one after the other. */
final class TriggerWords {
    private static final Pattern WORD = Pattern.compile("'[^']*'?|\"[^\"]*\"?|[<>=!]+|[^\\s<>=!'\"]+");

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int at;

    /** @param from counted from 0, {@code to} is exclusive */
    record Word(String text, int from, int to) {
        boolean is(String... any) {
            return List.of(any).contains(text);
        }
    }

    /** Ends the reading of a trigger with what is wrong and where. */
    static final class Wrong extends RuntimeException {
        private final TriggerReader.Reading.Misread misread;

        Wrong(TriggerReader.Reading.Misread misread) {
            super(misread.says(), null, false, false);
            this.misread = misread;
        }

        TriggerReader.Reading.Misread misread() {
            return misread;
        }
    }

    TriggerWords(String text) {
        this.text = text;
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Word(matcher.group(), matcher.start(), matcher.end()));
        }
    }

    /** The word that is next; an empty one at the end. */
    Word next() {
        return at < words.size()
                ? words.get(at)
                : new Word("", text.stripTrailing().length(), text.length());
    }

    Word take() {
        Word word = next();
        at = Math.min(at + 1, words.size());
        return word;
    }

    boolean takes(String word) {
        boolean found = next().is(word);
        at += found ? 1 : 0;
        return found;
    }

    boolean ended() {
        return at >= words.size();
    }

    /** All that is left, as one word. */
    Word rest() {
        return new Word(
                text.substring(next().from()).strip(),
                next().from(),
                text.stripTrailing().length());
    }

    Wrong wrong(Word where, String says, String help) {
        return new Wrong(
                new TriggerReader.Reading.Misread(where.from(), Math.max(where.to(), where.from()), says, help));
    }
}
