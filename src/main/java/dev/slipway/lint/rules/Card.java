package dev.slipway.lint.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rule says.
 *
 * @param title what is wrong, lower case, without a full stop
 * @param harm what happens in production, one sentence
 * @param fix what to do, one sentence
 * @param remedies found words and what may safely stand there instead
 */
public record Card(
        String code,
        Severity severity,
        String title,
        String harm,
        String fix,
        Map<String, String> remedies,
        List<Example> wrong,
        List<Example> right) {
    public Card {
        if (!code.matches("SW\\d{3}")) {
            throw new IllegalArgumentException("not a code: " + code);
        }
        remedies = Map.copyOf(remedies);
        wrong = List.copyOf(wrong);
        right = List.copyOf(right);
    }

    public static Card error(String code, String title) {
        return new Card(code, Severity.ERROR, title, "", "", Map.of(), List.of(), List.of());
    }

    public static Card warning(String code, String title) {
        return new Card(code, Severity.WARNING, title, "", "", Map.of(), List.of(), List.of());
    }

    public static Card note(String code, String title) {
        return new Card(code, Severity.NOTE, title, "", "", Map.of(), List.of(), List.of());
    }

    public Card harm(String sentence) {
        return new Card(code, severity, title, sentence, fix, remedies, wrong, right);
    }

    public Card fix(String sentence) {
        return new Card(code, severity, title, harm, sentence, remedies, wrong, right);
    }

    /** What is found as these very words may safely be written so instead: {@code --fix} offers it. */
    public Card remedy(String found, String instead) {
        Map<String, String> all = new HashMap<>(remedies);
        all.put(found, instead);
        return new Card(code, severity, title, harm, fix, all, wrong, right);
    }

    /** May be called several times. */
    public Card wrong(String example) {
        return new Card(code, severity, title, harm, fix, remedies, and(wrong, example), right);
    }

    public Card right(String example) {
        return new Card(code, severity, title, harm, fix, remedies, wrong, and(right, example));
    }

    private static List<Example> and(List<Example> examples, String further) {
        List<Example> all = new ArrayList<>(examples);
        all.add(new Example(further));
        return all;
    }
}
