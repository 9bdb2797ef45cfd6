package dev.slipway.adopt;

import dev.slipway.adopt.Procedures.Procedure;
import dev.slipway.runbook.Section;
import java.util.List;
import java.util.Map;

/** The front matter of the runbook that comes out. */
final class Front {
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, String> ids;

    /** @param ids names of sections whose heading does not name them, by line */
    Front(Map<Integer, String> ids) {
        this.ids = ids;
    }

    /** Everything below the key {@code slipway}, the key too. */
    String of(String service, Told told, List<Procedure> procedures) {
        text.append("slipway:\n  version: 1\n  service: ").append(service);
        text.append("\n  environments:\n    production: {place: here}\n");
        if (!told.inputs().isEmpty()) {
            text.append("  inputs:\n");
            told.inputs().forEach(this::input);
        }
        if (!told.env().isEmpty()) {
            text.append("  env:\n");
            told.env().forEach((name, secret) -> line("    ", name, secret ? "{secret: true}" : "{}"));
        }
        text.append("  procedures:\n");
        procedures.forEach(this::procedure);
        return text.toString();
    }

    private void line(String indent, String key, String value) {
        text.append(indent).append(key).append(": ").append(value).append('\n');
    }

    private void input(Told.Input input) {
        String choices = input.choices().isEmpty() ? "" : "one-of: [" + String.join(", ", input.choices()) + "], ";
        String type = input.kind() == Told.Kind.DECISION ? "type: boolean, " : "";
        line("    ", input.name(), "{" + type + choices + "description: " + quoted(input.description()) + "}");
    }

    private void procedure(Procedure procedure) {
        text.append("    ").append(procedure.name()).append(":\n");
        sections("before", procedure.before());
        sections("run", procedure.run());
        sections("after", procedure.after());
        if (!procedure.lock()) {
            line("      ", "lock", "none");
        }
        line("      ", "on-failure", "pause");
    }

    private void sections(String key, List<Section> sections) {
        if (!sections.isEmpty()) {
            line(
                    "      ",
                    key,
                    "["
                            + String.join(
                                    ", ",
                                    sections.stream()
                                            .map(section -> name(section))
                                            .toList()) + "]");
        }
    }

    private String name(Section section) {
        String name = ids.getOrDefault(section.span().line(), section.name());
        return name.matches("[a-z][a-z0-9_-]*")
                        && !List.of("true", "false", "null", "yes", "no", "on", "off")
                                .contains(name)
                ? name
                : quoted(name);
    }

    private static String quoted(String words) {
        return "'" + words.replace("'", "''").replaceAll("\\s+", " ") + "'";
    }
}
