package dev.slipway.actions.backup;

import dev.slipway.base.Digest;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.vault.Opened;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    // One record a file, with its name behind what cannot hold a slash: sorted apart, two files could change their
    // rights.
    /** Changes with whatever is written, created, removed, moved, or given other rights. */
    private static final String STAMP = "\"$@\" -printf '%y %s %m %U %G %T@ %C@ %p//%l\\0' | sort -z | sha256sum";
    /** Names, kinds, rights, times and sizes, a record each; of owners only what root could give back. */
    private static final String RECORDS = "owner='%U %G'; [ \"$(id -u)\" = 0 ] || owner=;"
            + " shape() { { \"$@\" -type f -printf \"%y %s %m $owner %T@ %p\\\\0\";"
            + " \"$@\" ! -type f -printf \"%y %m $owner %T@ %p//%l\\\\0\"; } | sort -z; };";
    /** Which names are one file: each but the first of them, with the first. */
    private static final String LINKS = " links() { \"$@\" -type f -links +1 -printf '%i %p\\0' | sort -z | {"
            + " last=; first=; while IFS= read -r -d '' line; do"
            + " if [ \"${line%% *}\" = \"$last\" ]; then printf '%s//%s\\0' \"${line#* }\" \"$first\";"
            + " else last=${line%% *}; first=${line#* }; fi; done; } | sort -z; };";
    /** What a restore brings back, without what is in the files. */
    private static final String SHAPE = RECORDS + LINKS + " { shape \"$@\"; links \"$@\"; } | sha256sum";
    /** And what is in them. */
    private static final String CONTENT = RECORDS + LINKS
            + " { shape \"$@\"; links \"$@\"; \"$@\" -type f -print0 | sort -z | xargs -0 -r sha256sum -z --; } | sha256sum";
    /** What files are here that the other folder has otherwise or not, and the other way round: how many, and the first names. */
    private static final String SINCE = RECORDS
            + " other=$1; shift; t=$(mktemp -d); trap 'rm -rf -- \"$t\"' EXIT; names() { sed -z 's|^[^/]* \\./||; s|//.*||' | sort -z; };"
            + " shape \"$@\" ! -type d >\"$t/here\"; (cd -- \"$other\"; shape \"$@\" ! -type d) >\"$t/there\";"
            + " comm -z -23 \"$t/here\" \"$t/there\" | names >\"$t/a\"; comm -z -13 \"$t/here\" \"$t/there\" | names >\"$t/b\";"
            + " for which in -23 -12 -13; do comm -z \"$which\" \"$t/a\" \"$t/b\" >\"$t/c\";"
            + " tr -cd '\\0' <\"$t/c\" | wc -c; head -z -n 3 <\"$t/c\" | tr '\\n\\0' '?\\n'; echo; done";

    private static final String SIZE =
            "\"$@\" -type f -printf '%s\\n' | awk '{ sum += $1 } END { printf \"%d %d\\n\", sum, NR }'";

    private List<String> words(String script, String... before) {
        List<String> words = new ArrayList<>(List.of("bash", "-euo", "pipefail", "-c", script, "slipway"));
        words.addAll(List.of(before));
        words.addAll(List.of("find", ".", "(", "-type", "s"));
        excluded.forEach(pattern -> words.addAll(List.of("-o", "-path", "./" + pattern)));
        words.addAll(List.of(")", "-prune", "-o"));
        return words;
    }

    private Place.Command command(List<String> words) {
        Place.Environment plain = new Place.Environment(Map.of("LC_ALL", "C"), List.of(), List.of());
        return new Place.Command(words, Optional.of(folder), plain, LONG);
    }

    private String said(String script, String... before) throws Refusal, InterruptedException {
        return switch (site.place().run(command(words(script, before)))) {
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

    /** The last thing that tar says is that it has failed; the first one is why. */
    private static String reason(String stderr) {
        return stderr.lines().findFirst().orElse("no reason was given").strip().replaceFirst("^tar: ", "");
    }

    String stamp() throws Refusal, InterruptedException {
        return said(STAMP);
    }

    String content() throws Refusal, InterruptedException {
        return said(CONTENT);
    }

    Digest shape() throws Refusal, InterruptedException {
        return new Digest(said(SHAPE).replaceFirst(" .*", ""));
    }

    /** What would be lost with this folder if the other one took its place: by names, sizes, rights and times. Empty: nothing. */
    String since(String other) throws Refusal, InterruptedException {
        List<String> all = new ArrayList<>();
        String[] parts = (said(SINCE, other) + "\n\n").split("\n\n", -1);
        List<String> how = List.of("that the backup has not", "with other contents or rights", "that would be back");
        for (int i = 0; i < how.size(); i++) {
            List<String> lines = parts[i].strip().lines().toList();
            int count = Integer.parseInt(lines.getFirst());
            if (count > 0) {
                List<String> names = lines.subList(1, lines.size());
                all.add(String.format(
                        Locale.ROOT,
                        "%,d %s %s (%s%s)",
                        count,
                        count == 1 ? "file" : "files",
                        how.get(i),
                        String.join(", ", names),
                        count > names.size() ? ", …" : ""));
            }
        }
        return String.join("; ", all);
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
                throw new Refusal("tar: " + reason(tar.stderr()));
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
                        tar.stderr().isBlank() ? String.valueOf(e.getMessage()) : "tar: " + reason(tar.stderr()), e);
            }
            if (!(tar.end(LONG) instanceof Place.Ran.Ended(int status, String _, String _) && status == 0)) {
                throw new Refusal("tar: " + reason(tar.stderr()));
            }
            opened.verify();
        }
    }

    void list(Opened opened) throws Refusal, IOException, InterruptedException {
        feed(opened, List.of("sh", "-c", "exec tar --list --file=- >/dev/null"));
    }

    /** Into this folder, which must be there and empty. Without being asked tar brings back no attribute but those of users. */
    void unpack(Opened opened) throws Refusal, IOException, InterruptedException {
        feed(
                opened,
                List.of(
                        "sh",
                        "-c",
                        "[ \"$(id -u)\" != 0 ] || set -- --xattrs-include='*' \"$@\"; exec tar --extract"
                                + " --preserve-permissions --numeric-owner --acls --xattrs --delay-directory-restore"
                                + " --file=- \"$@\"",
                        "slipway"));
    }
}
