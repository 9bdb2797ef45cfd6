package dev.slipway.adopt;

import dev.slipway.runbook.ReservedNames;
import dev.slipway.runbook.Secrecy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The inputs and declared variables of the runbook that comes out, by the variable that each gives. */
final class Told {
    /** They mean another thing wherever they stand. */
    private static final Set<String> VAGUE = Set.of(
            "name",
            "id",
            "value",
            "file",
            "filename",
            "path",
            "key",
            "url",
            "number",
            "date",
            "text",
            "string",
            "item",
            "type");

    private static final Set<String> OF_A_RELEASE = Set.of(
            "VERSION",
            "TAG",
            "RELEASE",
            "COMMIT",
            "BRANCH",
            "REVISION",
            "NAMESPACE",
            "IMAGE_TAG",
            "NEW_VERSION",
            "RELEASE_VERSION",
            "RELEASE_TAG",
            "PREVIOUS_VERSION",
            "OLD_VERSION",
            "ROLLBACK_VERSION",
            "PREVIOUS_TAG",
            "GIT_TAG",
            "SHA");

    private final Map<String, Input> inputs = new LinkedHashMap<>();
    private final Map<String, Boolean> env = new LinkedHashMap<>();
    private final Map<String, String> vague = new LinkedHashMap<>();
    /** Words of which no name can be made. */
    private final Map<String, String> foreign = new LinkedHashMap<>();

    /** @param choices empty where any text may be told */
    record Input(String name, String description, List<String> choices, Kind kind) {
        Input {
            choices = List.copyOf(choices);
        }
    }

    /**
     * The variable for a placeholder. What is secret is found, and never told.
     *
     * @param title of the section in which it stands: lines are others as soon as the front matter is there
     */
    String variable(String words, String written, String title) {
        String section = Names.slug(title, "_", "");
        String name = Names.input(words);
        boolean secret = Secrecy.givesAway(ReservedNames.variableOf(name)) && !name.endsWith("_path");
        if (words.chars().noneMatch(c -> c < 128 && Character.isLetter(c))) {
            name = foreign.computeIfAbsent(words, _ -> foreign.isEmpty() ? "value" : "value_" + (foreign.size() + 1));
        } else if (VAGUE.contains(name)) {
            String plain = name;
            String scoped = vague.computeIfAbsent(
                    name + " " + section, _ -> Names.input((section.isEmpty() ? "" : section + "_") + plain));
            name = scoped;
        }
        String variable = ReservedNames.variableOf(name);
        if (secret) {
            env.put(variable, true);
        } else if (!env.containsKey(variable)) {
            inputs.putIfAbsent(variable, new Input(name, "Stands for " + written + in(title), List.of(), Kind.TEXT));
        }
        return variable;
    }

    void choice(String name, String description, List<String> choices) {
        inputs.put(ReservedNames.variableOf(name), new Input(name, description, choices, Kind.TEXT));
    }

    enum Kind {
        TEXT,
        DECISION
    }

    /** Yes or no, told by whoever starts the procedure. */
    void decision(String name, String description) {
        inputs.put(ReservedNames.variableOf(name), new Input(name, description, List.of(), Kind.DECISION));
    }

    private static String in(String title) {
        return title.isBlank() ? "" : " in '" + Choices.plain(title) + "'";
    }

    /** A variable that is read, in the section of this title, and that nothing sets. */
    void read(String variable, String title) {
        if (inputs.containsKey(variable) || env.containsKey(variable)) {
            return;
        }
        if (OF_A_RELEASE.contains(variable)) {
            inputs.put(
                    variable,
                    new Input(
                            variable.toLowerCase(Locale.ROOT),
                            "Read as $" + variable + in(title),
                            List.of(),
                            Kind.TEXT));
        } else {
            env.put(variable, Secrecy.givesAway(variable));
        }
    }

    boolean isSecret(String variable) {
        return env.getOrDefault(variable, false);
    }

    boolean knows(String variable) {
        return inputs.containsKey(variable) || env.containsKey(variable);
    }

    List<Input> inputs() {
        return new ArrayList<>(inputs.values());
    }

    /** Names, and whether each is a secret. */
    Map<String, Boolean> env() {
        return env;
    }
}
