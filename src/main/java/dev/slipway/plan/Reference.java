package dev.slipway.plan;

import dev.slipway.parameters.Parameters.Parameter;
import java.util.ArrayList;
import java.util.List;

/** What people read about an action: on a terminal, and in the manual. */
public final class Reference {
    private static final int WIDTH = 80;

    private Reference() {}

    /** For a terminal: lines of at most 80 columns. */
    public static String text(Declared action) {
        List<String> lines = new ArrayList<>();
        lines.add(action.name() + ": " + action.summary());
        paragraph(lines, action.doc());
        lines.add("");
        List<Parameter> parameters = action.parameters().list();
        int widest = parameters.stream().mapToInt(p -> p.name().length()).max().orElse(0);
        for (Parameter parameter : parameters) {
            String name = "  " + parameter.name()
                    + " ".repeat(widest - parameter.name().length()) + "  ";
            lines.addAll(wrapped(name, " ".repeat(name.length()), parameter.doc() + " (" + kind(parameter) + ")"));
        }
        traits(action).forEach(trait -> paragraph(lines, trait));
        lines.add("");
        lines.addAll(wrapped("  ", "    ", action.example()));
        return String.join("\n", lines) + "\n";
    }

    /** For the manual. */
    public static String markdown(Declared action) {
        StringBuilder out = new StringBuilder("## " + action.name() + "\n\n");
        out.append(sentence(action.summary())).append('\n');
        if (!action.doc().isEmpty()) {
            out.append('\n').append(action.doc()).append('\n');
        }
        out.append("\n```yaml\n").append(action.example()).append("\n```\n\n");
        out.append("| parameter | kind | standard | |\n| --- | --- | --- | --- |\n");
        for (Parameter parameter : action.parameters().list()) {
            String standard = parameter.standard().isEmpty() ? "" : "`" + parameter.standard() + "`";
            out.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            parameter.name(),
                            parameter.kind() + (parameter.required() ? ", required" : ""),
                            standard,
                            parameter.doc().replace("|", "\\|")));
        }
        traits(action).forEach(trait -> out.append('\n').append(trait).append('\n'));
        return out.toString();
    }

    private static List<String> traits(Declared action) {
        List<String> traits = new ArrayList<>();
        if (action.repeatable()) {
            traits.add("May be run again from its start: after a crash it is, and 'retries' may be given.");
        }
        if (action.held()) {
            traits.add("Held: it is undone at every ending of a run, unless a later step releases it.");
        }
        return traits;
    }

    private static String kind(Parameter parameter) {
        if (parameter.required()) {
            return parameter.kind() + ", required";
        }
        return parameter.kind() + (parameter.standard().isEmpty() ? "" : ", else " + parameter.standard());
    }

    private static String sentence(String text) {
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private static void paragraph(List<String> lines, String text) {
        if (!text.isEmpty()) {
            lines.add("");
            lines.addAll(wrapped("", "", text));
        }
    }

    /** A word longer than a line keeps its line to itself. */
    private static List<String> wrapped(String first, String others, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean fresh = true;
        for (String word : text.split(" ", -1)) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(others);
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
