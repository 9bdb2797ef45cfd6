package dev.slipway.actions.migrate;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commands that only look, and whose output is read whole. */
record Asking(Site site, Optional<String> directory) {
    private static final Duration ENDING = Duration.ofMinutes(1);
    /** More SQL than anybody would read. */
    private static final int LIMIT = 64 << 20;
    /** Before the line of a script of ours: what else an application says when it is loaded does not matter. */
    static final String MARK = "slipway-answer ";

    record Answer(int status, String stdout, String stderr) {}

    /** A command of the runbook with arguments of ours: they are quoted, so that nothing in them is read by the shell. */
    static String line(String command, List<String> arguments) {
        StringBuilder text = new StringBuilder("set --");
        arguments.forEach(
                each -> text.append(" '").append(each.replace("'", "'\\''")).append('\''));
        return text.append('\n')
                .append(command)
                .append(arguments.isEmpty() ? "" : " \"$@\"")
                .append('\n')
                .toString();
    }

    static Place.Environment environment(Site site, Errand.Extra extra) {
        Place.Environment own = site.environment();
        Map<String, String> plain = new LinkedHashMap<>(own.plain());
        plain.putAll(extra.plain());
        List<Secret> secrets = new ArrayList<>(own.secrets());
        secrets.addAll(extra.secrets());
        return new Place.Environment(plain, secrets, own.dropped());
    }

    Answer ask(String command, Errand.Extra extra) throws Refusal, InterruptedException {
        List<String> words = List.of("bash", "-euo", "pipefail", "-c", line(command, extra.arguments()));
        Place.Command wanted = new Place.Command(words, directory, environment(site, extra), Duration.ofHours(1));
        return switch (site.place().pipe(wanted)) {
            case Place.Piping.Open(Pipe pipe) -> read(pipe);
            case Place.Piping.NotFound(String word) ->
                throw new Refusal("there is no " + word + " at " + site.place().name());
            case Place.Piping.Refused(String why) -> throw new Refusal(why);
        };
    }

    private static Answer read(Pipe pipe) throws Refusal, InterruptedException {
        try (pipe) {
            // Nobody answers a tool that asks.
            pipe.in().close();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] buffer = new byte[64 << 10];
            for (int read = pipe.out().read(buffer);
                    read >= 0;
                    read = pipe.out().read(buffer)) {
                all.write(buffer, 0, read);
                if (all.size() > LIMIT) {
                    throw new Refusal("it says more than 64 MB");
                }
            }
            return switch (pipe.end(ENDING)) {
                case Place.Ran.Ended(int status, String _, String _) ->
                    new Answer(status, all.toString(StandardCharsets.UTF_8), pipe.stderr());
                case Place.Ran.NotFound(String word) -> throw new Refusal("there is no " + word);
                case Place.Ran.TooLong(Duration time) ->
                    throw new Refusal("it does not end within " + Patience.said(time) + " after its last word");
            };
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }

    /** What a script of ours gives, through a tool's own program. */
    Data.Mapping json(String command, List<String> arguments) throws Refusal, InterruptedException {
        return json(command, new Errand.Extra(arguments, Map.of(), List.of()));
    }

    Data.Mapping json(String command, Errand.Extra extra) throws Refusal, InterruptedException {
        Answer answer = ask(command, extra);
        String line = answer.stdout()
                .lines()
                .filter(each -> each.startsWith(MARK))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new Refusal(said(answer)));
        return (Data.Mapping) Json.read(line.substring(MARK.length()));
    }

    /** What went wrong, in a line. */
    static String said(Answer answer) {
        return Complaint.of(answer.stderr())
                .sentence()
                .or(() -> Complaint.of(answer.stdout()).sentence())
                .orElse("exit status " + answer.status());
    }
}
