package dev.slipway.plan;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a shell text shows of the names that it uses, without running it. */
final class ShellReading {
    private static final Pattern CAPITALS = Pattern.compile("[A-Z_][A-Z0-9_]*");
    private static final Pattern OUTPUT = Pattern.compile("(?<![A-Za-z0-9_])([a-z][a-z0-9_]{0,40})=");

    private ShellReading() {}

    /** Words in capitals: names that the text, or a program that it holds, may read. */
    static Set<String> capitals(String text) {
        return found(CAPITALS, 0, text);
    }

    /** The outputs that the text may set; as many as might be, since a name can stand far from SLIPWAY_OUTPUT. */
    static Set<String> outputs(String text) {
        return text.contains("SLIPWAY_OUTPUT") ? found(OUTPUT, 1, text) : Set.of();
    }

    /** The outputs that surely are ones: named on a line with SLIPWAY_OUTPUT. */
    static Set<String> plainOutputs(String text) {
        Set<String> names = new LinkedHashSet<>();
        text.lines()
                .filter(line -> line.contains("SLIPWAY_OUTPUT"))
                .forEach(line -> names.addAll(found(OUTPUT, 1, line)));
        return names;
    }

    private static Set<String> found(Pattern pattern, int group, String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group(group));
        }
        return words;
    }
}
