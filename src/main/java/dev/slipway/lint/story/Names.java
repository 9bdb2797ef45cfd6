package dev.slipway.lint.story;

import dev.slipway.lint.shell.Script;
import dev.slipway.runbook.ShellScript.Access;
import dev.slipway.runbook.ShellScript.Use;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The variables of a document: where each is first set, and which are declared in its front matter.
 *
 * @param open something runs that may set anything: {@code source .env}
 */
public record Names(Map<String, Integer> firstSet, Set<String> declared, boolean open) {
    private static final Pattern DECLARED = Pattern.compile("(?m)^\\s+([A-Za-z_][A-Za-z0-9_]*):");

    public Names {
        firstSet = Map.copyOf(firstSet);
        declared = Set.copyOf(declared);
    }

    static Names of(List<Script> scripts, String frontMatter) {
        Map<String, Integer> first = new HashMap<>();
        boolean open = false;
        for (Script script : scripts) {
            for (Use use : script.whole().uses()) {
                if (use.access() == Access.ASSIGNED) {
                    first.merge(
                            use.name(),
                            script.place(
                                    Math.min(use.offset(), script.text().text().length())),
                            Math::min);
                }
            }
            script.assignments().forEach(each -> first.merge(each.name(), each.from(), Math::min));
            open |= script.invocations().stream()
                    .anyMatch(each -> each.outer().isOneOf("source", ".", "eval")
                            || (each.outer().is("export") && each.outer().tail().startsWith("$")));
        }
        Matcher names = DECLARED.matcher(frontMatter);
        Set<String> declared = names.results()
                .map(name -> name.group(1).toUpperCase(java.util.Locale.ROOT))
                .collect(Collectors.toSet());
        return new Names(first, declared, open);
    }

    public boolean isSet(String name) {
        return firstSet.containsKey(name) || declared.contains(name);
    }
}
