package dev.slipway.docs;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of pages that the code writes, between {@code <!-- generated: NAME -->} and {@code <!-- /generated -->}. */
final class GeneratedParts {
    static final Map<String, Supplier<String>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("front-matter-keys", FormatTables::frontMatterKeys),
            Map.entry("directives", FormatTables::directives),
            Map.entry("refusals", FormatTables::refusals),
            Map.entry("reserved-names", FormatTables::reservedNames),
            Map.entry("usual-variables", FormatTables::usualVariables),
            Map.entry("secret-words", FormatTables::secretWords),
            Map.entry("limits", LimitsTable::text),
            Map.entry("actions", ActionPages::text),
            Map.entry("action-names", ActionPages::names),
            Map.entry("lint-codes", LintPages::table),
            Map.entry("lint-cards", LintPages::cards),
            Map.entry("lint-totals", LintEvidence::totals),
            Map.entry("lint-by-rule", LintEvidence::rules),
            Map.entry("lint-mutations", LintEvidence::mutations),
            Map.entry("commands", CommandTables::commands),
            Map.entry("exit-statuses", CommandTables::exitStatuses),
            Map.entry("events", HouseTables::events),
            Map.entry("floors", HouseTables::floors)));

    private static final Pattern PART =
            Pattern.compile("(?s)(<!-- generated: ([a-z-]+) -->\n).*?(<!-- /generated -->)");

    private GeneratedParts() {}

    /** The page as the code says that it must be. */
    static String renewed(Page page) {
        return PART.matcher(page.text())
                .replaceAll(part ->
                        Matcher.quoteReplacement(part.group(1) + "\n" + text(page, part) + "\n" + part.group(3)));
    }

    private static String text(Page page, MatchResult part) {
        Supplier<String> writer = ALL.get(part.group(2));
        if (writer == null) {
            throw new IllegalArgumentException(page.path() + " wants '" + part.group(2) + "', which nothing writes");
        }
        return writer.get().strip() + "\n";
    }
}
