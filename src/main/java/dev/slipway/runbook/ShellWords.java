package dev.slipway.runbook;

import dev.slipway.runbook.ShellScript.Access;
import dev.slipway.runbook.ShellScript.Join;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the plan has to know of a shell text before it runs. Lines and columns count from 1 within the text. */
public final class ShellWords {
    /** After these a text may have set any variable. */
    private static final Set<String> OPENING = Set.of("source", ".", "eval");

    private static final Set<String> LOOKING = Set.of("command", "type", "which", "hash");

    private ShellWords() {}

    /** A name at its place: a command's first word, or a variable. */
    public record Named(String name, int line, int column) {}

    /**
     * @param read must be set when the text gets there
     * @param optional may be unset: <code>${X:-…}</code> and the like
     * @param assigned set by the text, from that place on
     * @param open the text runs {@code source} or {@code eval}, which may set anything
     * @param understood false where the text could not be read to its end: the lists then hold what was found up to there
     */
    public record Variables(
            List<Named> read, List<Named> optional, List<Named> assigned, boolean open, boolean understood) {}

    /** The first words of commands that are written out, in their order; not those of functions that the text defines. */
    public static List<Named> commands(String text) {
        ShellScript script = ShellScript.of(text);
        Places places = new Places(text);
        List<Named> names = new ArrayList<>();
        for (ShellScript.Command command : script.commands()) {
            command.name()
                    .filter(name -> !name.isEmpty() && !script.functions().contains(name))
                    .ifPresent(name -> names.add(places.at(name, command.start())));
        }
        names.sort(Comparator.comparingInt(Named::line).thenComparingInt(Named::column));
        return List.copyOf(names);
    }

    /**
     * A command whose absence would surely be met.
     *
     * @param certain it stands in no branch, group, function or substitution, and nothing is said for the case that it fails
     */
    public record Needed(Named word, boolean certain) {}

    /** As {@link #commands}; not those that the text itself looks for: {@code command -v docker}. */
    public static List<Needed> needed(String text) {
        ShellScript script = ShellScript.of(text);
        Set<String> lookedFor = lookedFor(text);
        Places places = new Places(text);
        List<Needed> needed = new ArrayList<>();
        for (ShellScript.Command command : script.commands()) {
            boolean alone = command.before() != Join.AND && command.before() != Join.OR && command.after() != Join.OR;
            command.name()
                    .filter(name -> !name.isEmpty()
                            && !lookedFor.contains(name)
                            && !script.functions().contains(name))
                    .ifPresent(name -> needed.add(new Needed(
                            places.at(name, command.start()), script.understood() && command.top() && alone)));
        }
        return List.copyOf(needed);
    }

    /** Commands whose presence a text asks about: its author knows that they may be missing. */
    public static Set<String> lookedFor(String text) {
        Set<String> names = new HashSet<>();
        for (ShellScript.Command command : ShellScript.of(text).commands()) {
            if (command.name().filter(LOOKING::contains).isPresent()) {
                command.words().stream()
                        .skip(1)
                        .flatMap(word -> word.literal().stream())
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** The functions that a text defines: later steps of its session may call them. */
    public static Set<String> functions(String text) {
        return ShellScript.of(text).functions();
    }

    public static Variables variables(String text) {
        ShellScript script = ShellScript.of(text);
        boolean open = script.commands().stream()
                .anyMatch(command -> command.name().filter(OPENING::contains).isPresent());
        return new Variables(
                named(script, Access.READ),
                named(script, Access.DEFAULTED),
                named(script, Access.ASSIGNED),
                open,
                script.understood());
    }

    private static List<Named> named(ShellScript script, Access access) {
        Places places = new Places(script.text());
        return script.uses().stream()
                .filter(use -> use.access() == access)
                .sorted(Comparator.comparingInt(ShellScript.Use::offset))
                .map(use -> places.at(use.name(), use.offset()))
                .toList();
    }

    /** Offsets to lines and columns. */
    private static final class Places {
        private final Positions positions;

        Places(String text) {
            this.positions = new Positions("", text, 1, 1);
        }

        Named at(String name, int offset) {
            return new Named(name, positions.line(offset) + 1, positions.column(offset) + 1);
        }
    }
}
