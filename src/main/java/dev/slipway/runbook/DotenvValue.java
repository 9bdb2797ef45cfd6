package dev.slipway.runbook;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces variables, and escapes where there are some, in one value of a dotenv file. */
final class DotenvValue {

    sealed interface Expansion {
        record Whole(String value) implements Expansion {
            @Override
            public String toString() {
                return "Whole[…]"; // it may be a secret
            }
        }

        /** A variable is not set, and the value says nothing for that case. */
        record Unset() implements Expansion {}

        /** Variables that hold variables: more than any value needs. */
        record TooLarge() implements Expansion {}
    }

    enum Escapes {
        KNOWN,
        NONE
    }

    private static final int LARGEST = 100_000;
    private static final int DEEPEST = 8;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Escapes escapes;
    private final Function<String, Optional<String>> variables;
    private boolean unset;
    private boolean tooLarge;

    private DotenvValue(Escapes escapes, Function<String, Optional<String>> variables) {
        this.escapes = escapes;
        this.variables = variables;
    }

    static Expansion of(String inner, Escapes escapes, Function<String, Optional<String>> variables) {
        DotenvValue value = new DotenvValue(escapes, variables);
        String whole = value.expand(inner, 0);
        return value.tooLarge
                ? new Expansion.TooLarge()
                : value.unset ? new Expansion.Unset() : new Expansion.Whole(whole);
    }

    private String expand(String text, int depth) {
        StringBuilder out = new StringBuilder();
        int[] closings = closings(text);
        int at = 0;
        while (at < text.length() && !tooLarge) {
            char c = text.charAt(at);
            if (c == '\\' && escapes == Escapes.KNOWN && at + 1 < text.length()) {
                out.append(escaped(text.charAt(at + 1)));
                at += 2;
            } else if (c == '$') {
                at = dollar(text, at, new Around(closings[at], depth), out);
            } else {
                out.append(c);
                at++;
            }
            tooLarge |= out.length() > LARGEST || depth > DEEPEST;
        }
        return out.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\', '$' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private record Around(int close, int depth) {}

    /** Gives the position after what it replaced. */
    private int dollar(String text, int at, Around around, StringBuilder out) {
        if (text.startsWith("$$", at)) {
            out.append('$');
            return at + 2;
        }
        boolean braced = text.startsWith("${", at);
        Matcher name = NAME.matcher(text).region(at + (braced ? 2 : 1), text.length());
        int close = around.close();
        if (!name.lookingAt() || (braced && close < 0)) {
            out.append('$');
            return at + 1;
        }
        out.append(
                braced
                        ? substituted(name.group(), text.substring(name.end(), close), around.depth())
                        : looked(name.group()));
        return braced ? close + 1 : name.end();
    }

    /** For each opening of a variable the position of the brace that closes it, or -1; found at once, so that no text takes long. */
    private static int[] closings(String text) {
        int[] closings = new int[text.length()];
        Arrays.fill(closings, -1);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                open.push(i);
            } else if (text.charAt(i) == '}' && !open.isEmpty()) {
                closings[open.pop()] = i;
            }
        }
        return closings;
    }

    /** @param rest what stands after the name: nothing, or an operator and a word */
    private String substituted(String name, String rest, int depth) {
        boolean colon = rest.startsWith(":");
        String operator =
                rest.substring(Math.min(rest.length(), colon ? 1 : 0), Math.min(rest.length(), colon ? 2 : 1));
        String word = rest.substring(Math.min(rest.length(), colon ? 2 : 1));
        Optional<String> present = variables.apply(name).filter(value -> !colon || !value.isEmpty());
        return switch (operator) {
            case "-" -> present.orElseGet(() -> expand(word, depth + 1));
            case "+" -> present.map(_ -> expand(word, depth + 1)).orElse("");
            case "?" -> present.isPresent() ? present.get() : absent();
            default -> rest.isEmpty() ? looked(name) : "${" + name + rest + "}";
        };
    }

    private String looked(String name) {
        Optional<String> value = variables.apply(name);
        return value.isPresent() ? value.get() : absent();
    }

    private String absent() {
        unset = true;
        return "";
    }
}
