package dev.slipway.lint.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program called with words: {@code psql} in {@code sudo -u postgres psql}, {@code compose} in {@code docker compose up}.
 *
 * @param tool its name without its folder; {@code docker compose} and {@code docker-compose} are both {@code compose}
 * @param words all of it, from the program's own word on
 * @param options in their order
 * @param operands words that are no options; the first is the verb of programs that have one
 */
public record Call(String tool, List<Arg> words, List<Flag> options, List<Arg> operands) {
    public Call {
        words = List.copyOf(words);
        options = List.copyOf(options);
        operands = List.copyOf(operands);
    }

    /** An option as it was given: {@code -n} with {@code prod}, {@code --force} with nothing. */
    public record Flag(String name, Optional<Arg> value, Arg at) {}

    public boolean is(String name) {
        return tool.equals(name);
    }

    /** {@code calls("git", "checkout")}: the tool, and the first operands. */
    public boolean calls(String name, String... verbs) {
        if (!tool.equals(name) || operands.size() < verbs.length) {
            return false;
        }
        for (int i = 0; i < verbs.length; i++) {
            if (!operands.get(i).is(verbs[i])) {
                return false;
            }
        }
        return true;
    }

    public boolean isOneOf(String... names) {
        for (String name : names) {
            if (name.equals(tool)) {
                return true;
            }
        }
        return false;
    }

    /** The first operand, or the empty text. */
    public String verb() {
        return operand(0);
    }

    public String operand(int index) {
        return index < operands.size() ? operands.get(index).text() : "";
    }

    /** Operands from this one on. */
    public List<Arg> from(int index) {
        return operands.subList(Math.min(index, operands.size()), operands.size());
    }

    public boolean has(String... names) {
        return option(names).isPresent();
    }

    /** Behind the verb: {@code -f} in {@code compose -f a.yml logs -f}. */
    public boolean hasBehindVerb(String... names) {
        List<String> wanted = List.of(names);
        return !operands.isEmpty()
                && options.stream()
                        .anyMatch(option -> wanted.contains(option.name())
                                && option.at().from() > operands.getFirst().from());
    }

    public Optional<Flag> option(String... names) {
        for (Flag option : options) {
            for (String name : names) {
                if (name.equals(option.name())) {
                    return Optional.of(option);
                }
            }
        }
        return Optional.empty();
    }

    public Stream<Flag> all(String... names) {
        List<String> wanted = List.of(names);
        return options.stream().filter(option -> wanted.contains(option.name()));
    }

    public Optional<Arg> value(String... names) {
        return option(names).flatMap(Flag::value);
    }

    /** The words behind the program's own, with a space between two. */
    public String tail() {
        return String.join(" ", words.stream().skip(1).map(Arg::text).toList());
    }

    public int from() {
        return words.getFirst().from();
    }

    public int to() {
        return words.getLast().to();
    }
}
