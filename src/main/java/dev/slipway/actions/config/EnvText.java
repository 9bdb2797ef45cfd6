package dev.slipway.actions.config;

import dev.slipway.base.Nearest;
import dev.slipway.base.Problem;
import dev.slipway.base.Source;
import dev.slipway.hands.Refusal;
import dev.slipway.runbook.Dotenv;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The text of a dotenv file that is changed line by line: comments, order and what is not named stay as they are. No sentence of
 * it holds a value.
 */
record EnvText(String file, String text, List<Dotenv.Entry> entries) {

    /** What is asked of it. {@code set} names what is there, {@code add} may name what is not yet. */
    record Change(Map<String, String> set, Map<String, String> add, List<String> unset) {}

    static EnvText of(String file, String text) throws Refusal {
        List<Problem> problems = new ArrayList<>();
        // What the variables of others give does not matter here: they are compared with themselves.
        List<Dotenv.Entry> entries = Dotenv.read(new Source(file, text), _ -> Optional.of(""), problems);
        if (!problems.isEmpty()) {
            Problem first = problems.getFirst();
            throw new Refusal(first.span() + " " + first.says());
        }
        return new EnvText(file, text, entries);
    }

    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        entries.forEach(entry -> values.put(entry.name(), entry.value().reveal()));
        return values;
    }

    EnvText changed(Change change) throws Refusal {
        Map<String, String> before = values();
        for (String name : change.set().keySet()) {
            if (!before.containsKey(name)) {
                String meant = Nearest.to(name, before.keySet())
                        .map(near -> ": did you mean '" + near + "'")
                        .orElse("; 'add' takes new ones");
                throw new Refusal("there is no " + name + " in " + file + " to be set" + meant);
            }
        }
        Map<String, String> wanted = new LinkedHashMap<>(change.add());
        wanted.putAll(change.set());
        EnvText after = of(file, written(wanted, Set.copyOf(change.unset())));
        Map<String, String> expected = new LinkedHashMap<>(before);
        change.unset().forEach(expected::remove);
        expected.putAll(wanted);
        if (!after.values().equals(expected)) {
            throw new Refusal("a value of " + String.join(", ", wanted.keySet()) + " cannot be written into " + file
                    + " so that it is read again as it was");
        }
        return after;
    }

    /** The last line with a name is the one that counts, and gets the new value. */
    private String written(Map<String, String> wanted, Set<String> unset) {
        Map<String, Integer> last = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            last.put(entries.get(i).name(), i);
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int i = 0; i < entries.size(); i++) {
            Dotenv.Entry entry = entries.get(i);
            boolean counts = last.getOrDefault(entry.name(), -1) == i;
            String value = wanted.get(entry.name());
            if (unset.contains(entry.name())
                    || (value != null && counts && !value.equals(entry.value().reveal()))) {
                out.append(text, at, entry.begin());
                at = entry.end();
                if (value != null) {
                    boolean exported =
                            text.substring(entry.begin(), entry.end()).strip().startsWith("export ");
                    out.append(exported ? "export " : "").append(line(entry.name(), value));
                }
            }
        }
        out.append(text, at, text.length());
        wanted.forEach((name, value) -> {
            if (!last.containsKey(name)) {
                out.append(out.isEmpty() || out.charAt(out.length() - 1) == '\n' ? "" : "\n")
                        .append(line(name, value));
            }
        });
        return out.toString();
    }

    private static String line(String name, String value) {
        return name + "=" + quoted(value) + "\n";
    }

    /** As all readers of such files understand it, by the plainest way that will do. */
    private static String quoted(String value) {
        if (value.matches("[A-Za-z0-9_@%+=:,./-]*")) {
            return value;
        }
        if (!value.contains("'") && !value.contains("\\") && !value.contains("\n")) {
            return "'" + value + "'";
        }
        return "\""
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("$", "\\$")
                        .replace("\n", "\\n")
                + "\"";
    }

    /** Names alone, in their order: what has another value, what is new, what is gone. */
    List<String> differences(EnvText before) {
        Map<String, String> old = before.values();
        Map<String, String> now = values();
        List<String> names = new ArrayList<>();
        now.forEach((name, value) -> {
            if (!value.equals(old.get(name))) {
                names.add(name);
            }
        });
        old.keySet().stream().filter(name -> !now.containsKey(name)).forEach(names::add);
        return names;
    }
}
