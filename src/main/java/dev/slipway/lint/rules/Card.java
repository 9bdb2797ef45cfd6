package dev.slipway.lint.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * What a rule says.
 *
 * @param title what is wrong, lower case, without a full stop
 * @param harm what happens in production, one sentence
 * @param fix what to do, one sentence
 */
public record Card(
        String code,
        Severity severity,
        String title,
        String harm,
        String fix,
        List<Example> wrong,
        List<Example> right) {
    public Card {
        if (!code.matches("SW\\d{3}")) {
            throw new IllegalArgumentException("not a code: " + code);
        }
        wrong = List.copyOf(wrong);
        right = List.copyOf(right);
    }

    public static Card error(String code, String title) {
        return new Card(code, Severity.ERROR, title, "", "", List.of(), List.of());
    }

    public static Card warning(String code, String title) {
        return new Card(code, Severity.WARNING, title, "", "", List.of(), List.of());
    }

    public static Card note(String code, String title) {
        return new Card(code, Severity.NOTE, title, "", "", List.of(), List.of());
    }

    public Card harm(String sentence) {
        return new Card(code, severity, title, sentence, fix, wrong, right);
    }

    public Card fix(String sentence) {
        return new Card(code, severity, title, harm, sentence, wrong, right);
    }

    /** May be called several times. */
    public Card wrong(String example) {
        return new Card(code, severity, title, harm, fix, and(wrong, example), right);
    }

    public Card right(String example) {
        return new Card(code, severity, title, harm, fix, wrong, and(right, example));
    }

    private static List<Example> and(List<Example> examples, String further) {
        List<Example> all = new ArrayList<>(examples);
        all.add(new Example(further));
        return all;
    }
}
