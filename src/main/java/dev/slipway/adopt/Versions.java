package dev.slipway.adopt;

import dev.slipway.runbook.Passage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Literal versions that mean "the version": {@code git checkout v1.2.3}. */
final class Versions {
    private static final Pattern OF_GIT = Pattern.compile(
            "(?m)^[^#\\n]*\\bgit\\s+(?:checkout|switch|tag|push|reset|merge)\\b[^#\\n]*?(?<![\\w.])(v\\d+\\.\\d+\\.\\d+(?:-[a-z]+\\.?\\d*)?)(?![\\w.])");

    private Versions() {}

    /** By literal, what it stands for. */
    static void collect(Sheet sheet, Passage.Fence fence) {
        Matcher matcher = OF_GIT.matcher(fence.body().text());
        while (matcher.find()) {
            String literal = matcher.group(1);
            int place = fence.body().place(matcher.start(1));
            String key = "literal-" + literal;
            if (sheet.versions.containsKey(literal) || sheet.answers.says(key, "yes")) {
                continue;
            }
            boolean back =
                    Purpose.of(sheet.section(place).title()) == Purpose.ROLLBACK || isBelowRollback(sheet, place);
            String words = back ? "previous_version" : "version";
            Map<String, String> taken = new LinkedHashMap<>(sheet.versions);
            for (int i = 2; taken.containsValue(words); i++) {
                words = (back ? "previous_version_" : "version_") + i;
            }
            sheet.versions.put(literal, words);
            sheet.open.add(new Open(
                    key,
                    sheet.line(place),
                    "'" + literal + "' is taken for a version that is told anew each time. Is it always this one?",
                    java.util.List.of("no", "yes"),
                    "no"));
        }
    }

    private static boolean isBelowRollback(Sheet sheet, int place) {
        int line = sheet.line(place);
        return sheet.root
                .all()
                .anyMatch(section -> section.level() > 0
                        && Purpose.of(section.title()) == Purpose.ROLLBACK
                        && section.all()
                                .anyMatch(each -> each.span().line()
                                        == sheet.section(place).span().line())
                        && section.span().line() <= line);
    }
}
