package dev.slipway.postgres;

import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs of PostgreSQL at a step's place; {@code folder} is where they are when PATH leads to others. */
public record Tools(Site site, Address address, Optional<String> folder) {
    private static final Duration BRIEF = Duration.ofSeconds(30);
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    public List<String> words(String program, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(folder.map(path -> path + "/" + program).orElse(program));
        words.addAll(List.of(arguments));
        return words;
    }

    public Tools to(String database) {
        return new Tools(site, address.to(database), folder);
    }

    public Pipe open(List<String> words) throws Refusal, InterruptedException {
        String program = words.getFirst().substring(words.getFirst().lastIndexOf('/') + 1);
        return open(words, "slipway " + program + " " + site.origin());
    }

    public Pipe open(List<String> words, String application) throws Refusal, InterruptedException {
        Place.Command command =
                new Place.Command(words, site.directory(), address.environment(application), Duration.ofDays(1));
        return switch (site.place().pipe(command)) {
            case Place.Piping.Open(Pipe pipe) -> pipe;
            case Place.Piping.NotFound(String word) -> throw missing(word);
            case Place.Piping.Refused(String why) -> throw new Refusal(why);
        };
    }

    public Refusal missing(String word) {
        return new Refusal("there is no " + word + " at " + site.place().name()
                + ": install the client programs of PostgreSQL, or say where they are by 'tools'");
    }

    /** The major version of a program. */
    public int version(String program) throws Refusal, InterruptedException {
        Place.Command command =
                new Place.Command(words(program, "--version"), site.directory(), address.environment("slipway"), BRIEF);
        return switch (site.place().run(command)) {
            case Place.Ran.Ended(int status, String stdout, String _) -> {
                Matcher version = VERSION.matcher(stdout);
                if (status != 0 || !version.find()) {
                    throw new Refusal(program + " does not say its version");
                }
                yield Integer.parseInt(version.group(1));
            }
            case Place.Ran.NotFound(String word) -> throw missing(word);
            case Place.Ran.TooLong _ -> throw new Refusal(program + " does not answer");
        };
    }

    /** A dump is only sure to fit where tool and server are of one major version. */
    public void match(int server, String... programs) throws Refusal, InterruptedException {
        for (String program : programs) {
            int own = version(program);
            if (own != server) {
                throw new Refusal(program + " is of PostgreSQL " + own + " and the server of " + server + ": "
                        + (own < server
                                ? "an older one cannot dump a newer server"
                                : "what a newer one writes may not" + " restore there")
                        + "; install postgresql-client-" + server + " and name its folder by 'tools', such as"
                        + " /usr/lib/postgresql/" + server + "/bin");
            }
        }
    }

    /** What a tool of PostgreSQL said last that was an error; its own prefix is left out. */
    public static String reason(String stderr, String otherwise) {
        List<String> lines = stderr.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        Optional<String> error = lines.stream()
                .filter(line -> line.contains("ERROR:") || line.contains("FATAL:") || line.contains("error:"))
                .findFirst();
        String said = error.or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
                .orElse(otherwise);
        return said.replaceFirst("^psql:<stdin>:\\d+:\\s*", "")
                .replaceFirst("^(psql|pg_dump|pg_restore):( error:)?\\s*", "")
                .replaceFirst("^connection to server .* failed: ", "the server cannot be reached: ")
                .replaceFirst("\\b(ERROR|FATAL):\\s+", "")
                .replaceFirst("\\.$", "");
    }
}
