package dev.slipway.actions.backup;

import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Site;
import dev.slipway.postgres.Refusal;
import dev.slipway.vault.Opened;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with all below it but what is excluded, as the tools of its place see it. One list of names, made by find, is what
 * is packed, looked at and compared.
 */
record Tree(Site site, String folder, List<String> excluded) {
    private static final Duration LONG = Duration.ofHours(12);

    private static final String PACK = "\"$@\" -print0 | sort -z | tar --create --null --no-recursion --files-from=-"
            + " --format=posix --numeric-owner --acls --xattrs --file=-";
    /** Changes with whatever is written, created, removed, moved, or given other rights. */
    private static final String STAMP = "\"$@\" -printf '%p\\0%y %s %m %U %G %T@ %C@ %l\\0' | sort -z | sha256sum";
    /** What a restore brings back: names, kinds, rights, times and contents. Only root can give files to others. */
    private static final String CONTENT = "owner='%U %G'; [ \"$(id -u)\" = 0 ] || owner=;"
            + " { \"$@\" -printf \"%p\\\\0%y %m $owner %T@ %l\\\\0\" | sort -z;"
            + " \"$@\" -type f -print0 | sort -z | xargs -0 -r sha256sum -z --; } | sha256sum";

    private static final String SIZE =
            "\"$@\" -type f -printf '%s\\n' | awk '{ sum += $1 } END { printf \"%d %d\\n\", sum, NR }'";

    private List<String> words(String script) {
        List<String> words = new ArrayList<>(
                List.of("bash", "-euo", "pipefail", "-c", script, "slipway", "find", ".", "(", "-type", "s"));
        excluded.forEach(pattern -> words.addAll(List.of("-o", "-path", "./" + pattern)));
        words.addAll(List.of(")", "-prune", "-o"));
        return words;
    }

    private Place.Command command(List<String> words) {
        Place.Environment plain = new Place.Environment(Map.of("LC_ALL", "C"), List.of(), List.of());
        return new Place.Command(words, Optional.of(folder), plain, LONG);
    }

    private String said(String script) throws Refusal, InterruptedException {
        return switch (site.place().run(command(words(script)))) {
            case Place.Ran.Ended(int status, String stdout, String stderr) -> {
                if (status != 0) {
                    throw new Refusal(folder + " cannot be read: " + last(stderr));
                }
                yield stdout.strip();
            }
            case Place.Ran.NotFound(String word) ->
                throw new Refusal("there is no " + word + " at " + site.place().name());
            case Place.Ran.TooLong _ ->
                throw new Refusal(folder + " could not be read in " + LONG.toHours() + " hours");
        };
    }

    private static String last(String stderr) {
        return stderr.lines().reduce("no reason was given", (_, line) -> line).strip();
    }

    String stamp() throws Refusal, InterruptedException {
        return said(STAMP);
    }

    String content() throws Refusal, InterruptedException {
        return said(CONTENT);
    }

    record Size(long bytes, long files) {}

    Size size() throws Refusal, InterruptedException {
        String[] numbers = said(SIZE).split(" ", 2);
        return new Size(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
    }

    /** tar's own status 1 says that a file was not the same at the end of being read as at its beginning. */
    void packInto(OutputStream out) throws Refusal, IOException, InterruptedException {
        try (Pipe tar = open(words(PACK))) {
            Pump.through(tar.out(), out);
            if (!(tar.end(LONG) instanceof Place.Ran.Ended(int status, String _, String _) && status == 0)) {
                throw new Refusal("tar: " + last(tar.stderr()));
            }
        }
    }

    private Pipe open(List<String> words) throws Refusal, InterruptedException {
        return switch (site.place().pipe(command(words))) {
            case Place.Piping.Open(Pipe pipe) -> pipe;
            case Place.Piping.NotFound(String word) ->
                throw new Refusal("there is no " + word + " at " + site.place().name());
            case Place.Piping.Refused(String why) -> throw new Refusal(why);
        };
    }

    /** Gives what tar does with it all of a backup, which is verified on the way. */
    private void feed(Opened opened, List<String> words) throws Refusal, IOException, InterruptedException {
        try (Pipe tar = open(words)) {
            try {
                Pump.through(opened.stream(), tar.in());
            } catch (IOException e) {
                throw new Refusal(
                        tar.stderr().isBlank() ? String.valueOf(e.getMessage()) : "tar: " + last(tar.stderr()), e);
            }
            if (!(tar.end(LONG) instanceof Place.Ran.Ended(int status, String _, String _) && status == 0)) {
                throw new Refusal("tar: " + last(tar.stderr()));
            }
            opened.verify();
        }
    }

    void list(Opened opened) throws Refusal, IOException, InterruptedException {
        feed(opened, List.of("sh", "-c", "exec tar --list --file=- >/dev/null"));
    }

    /** Into this folder, which must be there and empty. */
    void unpack(Opened opened) throws Refusal, IOException, InterruptedException {
        feed(
                opened,
                List.of(
                        "tar",
                        "--extract",
                        "--preserve-permissions",
                        "--numeric-owner",
                        "--acls",
                        "--xattrs",
                        "--delay-directory-restore",
                        "--file=-"));
    }
}
