package dev.slipway.hands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program at a step's place that gives short answers, with the declared variables in its environment. What keeps it from
 * answering is a refusal in its own words.
 */
public record Program(Site site, Duration deadline, String word) {

    /** What it prints when all is well. */
    public String said(String... arguments) throws Refusal, InterruptedException {
        return said(List.of(arguments));
    }

    public String said(List<String> arguments) throws Refusal, InterruptedException {
        Place.Ran.Ended ended = ended(arguments);
        if (ended.status() != 0) {
            throw new Refusal(word + " says: " + complaint(ended));
        }
        return ended.stdout();
    }

    /** Its last word on stderr, which is what most programs end with. */
    public static String complaint(Place.Ran.Ended ended) {
        return ended.stderr()
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .map(String::strip)
                .orElse("exit status " + ended.status());
    }

    /** For programs whose status is an answer. */
    public Place.Ran.Ended ended(List<String> arguments) throws Refusal, InterruptedException {
        return switch (site.place().run(command(arguments))) {
            case Place.Ran.Ended ended -> ended;
            case Place.Ran.NotFound(String missing) ->
                throw new Refusal(
                        "there is no " + missing + " at " + site.place().name());
            case Place.Ran.TooLong(Duration after) ->
                throw new Refusal(word + " gave no answer in " + Patience.said(after));
        };
    }

    /** One whose input and output are streams. */
    public Pipe open(List<String> arguments) throws Refusal, InterruptedException {
        return switch (site.place().pipe(command(arguments))) {
            case Place.Piping.Open(Pipe pipe) -> pipe;
            case Place.Piping.NotFound(String missing) ->
                throw new Refusal(
                        "there is no " + missing + " at " + site.place().name());
            case Place.Piping.Refused(String why) -> throw new Refusal(why);
        };
    }

    private Place.Command command(List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(word);
        words.addAll(arguments);
        Map<String, String> plain = new LinkedHashMap<>(site.environment().plain());
        plain.put("LC_ALL", "C");
        Place.Environment around = site.environment();
        return new Place.Command(
                words, site.directory(), new Place.Environment(plain, around.secrets(), around.dropped()), deadline);
    }
}
