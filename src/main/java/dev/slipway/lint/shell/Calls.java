package dev.slipway.lint.shell;

import dev.slipway.lint.shell.Call.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads words as a program with options and operands, and whatever program it carries as a further one. */
final class Calls {
    /** {@code sudo docker compose exec app bundle exec rails}: people write four. */
    private static final int MOST = 8;

    private Calls() {}

    /** @param script a word that is itself a shell text: {@code watch 'curl …'}, {@code bash -c '…'} */
    record Chain(List<Call> calls, Optional<Arg> script) {}

    /** From the outermost to the innermost; never empty. */
    static Chain of(List<Arg> words) {
        List<Call> calls = new ArrayList<>();
        List<Arg> rest = words;
        while (!rest.isEmpty() && calls.size() < MOST) {
            if (!calls.isEmpty()
                    && rest.size() == 1
                    && rest.getFirst().text().strip().contains(" ")) {
                return new Chain(calls, Optional.of(rest.getFirst()));
            }
            Reading reading = new Reading(rest);
            calls.add(reading.call());
            rest = reading.carried();
        }
        return new Chain(calls, shellText(calls.getLast()));
    }

    private static Optional<Arg> shellText(Call call) {
        boolean shell = call.isOneOf("bash", "sh", "zsh", "dash", "ash", "ksh");
        if (shell && call.has("-c")) {
            return call.operands().stream().findFirst();
        }
        return call.is("su") ? call.value("-c", "--command") : Optional.empty();
    }

    private static final class Reading {
        private final List<Arg> words;
        private final List<Flag> options = new ArrayList<>();
        private final List<Arg> operands = new ArrayList<>();
        private String tool;
        private int at;
        private int first = 1;

        Reading(List<Arg> words) {
            this.words = words;
            String name = words.getFirst().base();
            this.tool = name.equals("docker-compose") || name.equals("podman-compose") ? "compose" : name;
            if (tool.equals("oc") || (tool.equals("k") && words.size() > 1)) {
                tool = "kubectl";
            }
            at = 1;
            read();
        }

        Call call() {
            return new Call(tool, words.subList(0, Math.max(at, 1)), options, operands);
        }

        List<Arg> carried() {
            int from = at;
            while (from < words.size() && isAssignment(words.get(from))) {
                from++;
            }
            return words.subList(Math.min(from, words.size()), words.size());
        }

        private boolean isAssignment(Arg word) {
            return (tool.equals("env") || tool.equals("sudo")) && word.text().matches("[A-Za-z_]\\w*=.*");
        }

        private void read() {
            while (at < words.size()) {
                String verb = operands.isEmpty() ? "" : operands.getFirst().text();
                int own = Vocabulary.carried(tool, verb);
                if (own >= 0 && operands.size() >= own && !isOption(words.get(at))) {
                    return;
                }
                Arg word = words.get(at);
                if (word.is("--")) {
                    at++;
                    if (own >= 0) {
                        return;
                    }
                    while (at < words.size()) {
                        operands.add(words.get(at++));
                    }
                } else if (isOption(word)) {
                    option(word, verb);
                } else if (operands.isEmpty() && tool.equals("docker") && word.is("compose")) {
                    tool = "compose";
                    options.clear();
                    first = ++at;
                } else if (operands.isEmpty() && startsModule(word)) {
                    return;
                } else {
                    operands.add(word);
                    at++;
                }
            }
        }

        /** {@code python manage.py} and {@code php artisan} keep their script as an operand; {@code python -m x} calls x. */
        private boolean startsModule(Arg word) {
            return tool.startsWith("python")
                    && options.size() == 1
                    && options.getFirst().name().equals("-m")
                    && at == first + 1
                    && !word.text().isEmpty();
        }

        private boolean isOption(Arg word) {
            return word.text().length() > 1
                    && word.text().startsWith("-")
                    && !word.text().startsWith("-$")
                    && !(tool.equals("sleep") || tool.equals("echo") || tool.equals("printf"));
        }

        private void option(Arg word, String verb) {
            at++;
            String text = word.text();
            int equals = text.indexOf('=');
            if (text.startsWith("--") || Vocabulary.hasWordsBehindOneDash(tool)) {
                if (equals > 0) {
                    options.add(new Flag(text.substring(0, equals), Optional.of(tail(word, equals + 1)), word));
                } else {
                    options.add(new Flag(text, next(verb, text), word));
                }
                return;
            }
            for (int i = 1; i < text.length(); i++) {
                String name = "-" + text.charAt(i);
                if (Vocabulary.takesValue(tool, verb, name)) {
                    Optional<Arg> value = i + 1 < text.length() ? Optional.of(tail(word, i + 1)) : next(verb, name);
                    options.add(new Flag(name, value, word));
                    return;
                }
                options.add(new Flag(name, Optional.empty(), word));
            }
        }

        private Optional<Arg> next(String verb, String name) {
            boolean takes = Vocabulary.takesValue(tool, verb, name) && at < words.size();
            return takes ? Optional.of(words.get(at++)) : Optional.empty();
        }

        private static Arg tail(Arg word, int from) {
            return new Arg(word.text().substring(from), word.known(), word.bare(), word.from(), word.to());
        }
    }
}
