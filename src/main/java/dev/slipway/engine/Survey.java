package dev.slipway.engine;

import dev.slipway.base.Masker;
import dev.slipway.base.Phrase;
import dev.slipway.base.Problem;
import dev.slipway.base.Secret;
import dev.slipway.base.Source;
import dev.slipway.base.Span;
import dev.slipway.hands.Place;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Plan.NeededVariable;
import dev.slipway.runbook.Dotenv;
import dev.slipway.runbook.FrontMatter;
import dev.slipway.runbook.Secrecy;
import dev.slipway.runbook.Secrecy.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the declared variables and checks them by their rules, before the first step. Never says a value. */
final class Survey {
    private static final Duration COMMAND = Duration.ofSeconds(30);

    /** What looking gave: everything, or a sentence for each variable that is missing or wrong. */
    sealed interface Surveyed {
        record Right(Found found) implements Surveyed {}

        record Wrong(List<String> sentences) implements Surveyed {}
    }

    private record Value(String text, Origin origin) {}

    private final Plan plan;
    private final Place here;
    private final Path directory;
    private final Map<String, String> variables;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, String> dotenv = new LinkedHashMap<>();

    Survey(Plan plan, Place here, Path directory, Map<String, String> variables) {
        this.plan = plan;
        this.here = here;
        this.directory = directory;
        this.variables = variables;
    }

    Surveyed look() throws InterruptedException {
        readDotenv();
        Map<String, String> plain = new LinkedHashMap<>();
        List<Secret> secrets = new ArrayList<>();
        List<Secret> masked = new ArrayList<>();
        for (NeededVariable variable : plan.surroundings().env()) {
            Optional<Value> found = find(variable);
            if (found.isEmpty()) {
                continue;
            }
            Value value = found.get();
            check(variable, value.text());
            masked.addAll(Secrecy.secrets(declared(variable), value.origin(), value.text()));
            if (Secrecy.isSecret(declared(variable), value.origin())) {
                secrets.add(new Secret(variable.name(), value.text()));
            } else {
                plain.put(variable.name(), value.text());
            }
        }
        expectable(masked);
        return wrong.isEmpty()
                ? new Surveyed.Right(new Found(plain, secrets, masked))
                : new Surveyed.Wrong(List.copyOf(wrong));
    }

    /** Where output is withheld, no expected line is ever found in it: said before anything is done. */
    private void expectable(List<Secret> masked) {
        Masker.of(masked).tooShort().stream()
                .findFirst()
                .ifPresent(
                        secret -> plan.steps().stream()
                                .filter(step -> step.expect().isPresent())
                                .findFirst()
                                .ifPresent(
                                        step -> wrong.add(
                                                secret + " has fewer than " + Masker.SHORTEST
                                                        + " characters, so the output of every step is withheld and what step "
                                                        + step.id()
                                                        + " expects could not be found: give it a longer value, or declare it 'secret: false'")));
    }

    /** What decides whether its value is secret. */
    private static FrontMatter.Variable declared(NeededVariable variable) {
        Phrase name = new Phrase(variable.name(), Span.point(variable.at(), 1, 1));
        return new FrontMatter.Variable(
                name,
                Optional.empty(),
                variable.secret(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                variable.optional());
    }

    private void readDotenv() {
        Optional<String> file = plan.surroundings().dotenv();
        if (file.isEmpty()) {
            return;
        }
        try {
            Source source = Source.of(file.get(), Files.readString(directory.resolve(file.get())));
            List<Problem> problems = new ArrayList<>();
            for (Dotenv.Entry entry : Dotenv.read(source, name -> Optional.ofNullable(variables.get(name)), problems)) {
                dotenv.put(entry.name(), entry.value().reveal());
            }
            problems.forEach(problem -> wrong.add(problem.span() + "  " + problem.says()));
        } catch (IOException _) {
            wrong.add("the dotenv file " + file.get() + " cannot be read");
        }
    }

    private Optional<Value> find(NeededVariable variable) throws InterruptedException {
        Optional<Value> value = lookUp(variable);
        if (value.isPresent()) {
            return value;
        }
        if (variable.standard().isPresent()) {
            return Optional.of(new Value(variable.standard().get(), Origin.DEFAULT));
        }
        if (!variable.optional()) {
            wrong.add(variable.name() + " is not set (looked in " + where(variable) + ")");
        }
        return Optional.empty();
    }

    private Optional<Value> lookUp(NeededVariable variable) throws InterruptedException {
        String from = variable.from();
        if (from.equals("env")) {
            return Optional.ofNullable(variables.get(variable.name())).map(v -> new Value(v, Origin.ENV));
        }
        if (from.equals("dotenv")) {
            return Optional.ofNullable(dotenv.get(variable.name())).map(v -> new Value(v, Origin.DOTENV));
        }
        String rest = from.substring(from.indexOf(':') + 1).strip();
        if (from.startsWith("file:")) {
            return read(directory.resolve(rest), Origin.FILE);
        }
        if (from.startsWith("systemd:")) {
            return Optional.ofNullable(variables.get("CREDENTIALS_DIRECTORY"))
                    .flatMap(folder -> read(Path.of(folder, rest), Origin.SYSTEMD));
        }
        return command(variable, rest);
    }

    private static Optional<Value> read(Path file, Origin origin) {
        try {
            return Optional.of(new Value(Files.readString(file).stripTrailing(), origin));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Optional<Value> command(NeededVariable variable, String command) throws InterruptedException {
        Place.Environment plainly = new Place.Environment(Map.of(), List.of(), List.of());
        Place.Ran ran = here.run(new Place.Command(
                List.of("bash", "-euo", "pipefail", "-c", command), Optional.empty(), plainly, COMMAND));
        if (ran instanceof Place.Ran.Ended ended && ended.status() == 0) {
            return Optional.of(new Value(ended.stdout().stripTrailing(), Origin.COMMAND));
        }
        wrong.add("the command that gives " + variable.name() + " failed");
        return Optional.of(new Value("", Origin.COMMAND));
    }

    private void check(NeededVariable variable, String value) {
        variable.minLength()
                .filter(least -> value.length() < least)
                .ifPresent(least -> wrong.add(
                        variable.name() + " has " + value.length() + " characters; at least " + least + " are needed"));
        variable.pattern()
                .filter(pattern -> !Pattern.matches(pattern, value))
                .ifPresent(pattern -> wrong.add(variable.name() + " does not match " + pattern));
        variable.url()
                .filter(scheme -> !value.matches(Pattern.quote(scheme) + "(\\+[a-z0-9]+)?://.+"))
                .ifPresent(scheme -> wrong.add(variable.name() + " is not a URL that begins with " + scheme + "://"));
        if (!variable.oneOf().isEmpty() && !variable.oneOf().contains(value)) {
            wrong.add(variable.name() + " must be one of " + String.join(", ", variable.oneOf()));
        }
        if (value.isEmpty() && !variable.optional() && variable.standard().isEmpty()) {
            wrong.add(variable.name() + " is empty (looked in " + where(variable) + ")");
        }
    }

    private String where(NeededVariable variable) {
        return switch (variable.from()) {
            case "env" -> "the environment";
            case "dotenv" -> plan.surroundings().dotenv().orElse("no dotenv file");
            default -> variable.from();
        };
    }
}
