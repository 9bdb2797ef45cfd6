package dev.slipway.actions.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.base.Digest;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Program;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/**
 * A file at a step's place that is replaced whole. Its text goes by pipes and is never a word of a command; what did not arrive
 * whole is never renamed. Links on the way to it are followed, so that the file itself is replaced.
 */
record WholeText(Site site, String file) {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final int LARGEST = 1_000_000;

    /** Mode, owner and ACL are those of the file before: the copy has them, and only its text is replaced. */
    private static final String REPLACE = """
            f=$1; n=$f.slipway-new
            hash() { sha256sum < "$1" | cut -c1-64; }
            [ "$(hash "$f")" = "$2" ] || { echo "$f was changed meanwhile, and stays as it is" >&2; exit 1; }
            rm -f -- "$n"; cp -p -- "$f" "$n"; cat > "$n"
            [ "$(hash "$n")" = "$3" ] || { rm -f -- "$n"; echo "the new text did not arrive whole" >&2; exit 1; }
            if [ -n "$4" ]; then rm -f -- "$4.part"; cp -p -- "$f" "$4.part"; touch -- "$4.part"; sync -- "$4.part" 2> /dev/null || sync; mv -f -- "$4.part" "$4"; fi
            sync -- "$n" 2> /dev/null || sync
            mv -f -- "$n" "$f"
            sync -- "$(dirname -- "$f")" 2> /dev/null || sync
            """;

    private Program sh() {
        return new Program(site, DEADLINE, "sh");
    }

    /** With every link followed. */
    static WholeText of(Site site, String file) throws Refusal, InterruptedException {
        String real = new Program(site, DEADLINE, "sh")
                .said(
                        "-euc",
                        "[ -f \"$1\" ] || { echo \"there is no file $1\" >&2; exit 1; }; readlink -f -- \"$1\"",
                        "slipway",
                        file)
                .strip();
        return new WholeText(site, real);
    }

    String read() throws Refusal, InterruptedException {
        String text = new Program(site, DEADLINE, "cat").said("--", file);
        if (text.length() > LARGEST) {
            throw new Refusal(file + " is larger than 1 MB");
        }
        return text;
    }

    Digest digest() throws Refusal, InterruptedException {
        String hex = sh().said("-euc", "sha256sum < \"$1\" | cut -c1-64", "slipway", file)
                .strip();
        try {
            return new Digest(hex);
        } catch (IllegalArgumentException e) {
            throw new Refusal("sha256sum gives no sum of " + file, e);
        }
    }

    boolean there(String other) throws Refusal, InterruptedException {
        return sh().ended(List.of("-c", "test -f \"$1\"", "slipway", other)).status() == 0;
    }

    /** @param backup where the former file is kept; empty for nowhere */
    void replace(Digest before, String text, String backup) throws Refusal, IOException, InterruptedException {
        byte[] bytes = text.getBytes(UTF_8);
        List<String> words = List.of(
                "-euc", REPLACE, "slipway", file, before.hex(), Digest.of(bytes).hex(), backup);
        try (Pipe pipe = sh().open(words)) {
            try (OutputStream in = pipe.in()) {
                in.write(bytes);
            } catch (IOException _) {
                // It has refused before it read all: why, its end says.
            }
            ended(pipe.end(DEADLINE));
        }
    }

    private void ended(Place.Ran ran) throws Refusal {
        switch (ran) {
            case Place.Ran.Ended ended -> {
                if (ended.status() != 0) {
                    throw new Refusal(Program.complaint(ended));
                }
            }
            case Place.Ran.NotFound(String word) ->
                throw new Refusal("there is no " + word + " at " + site.place().name());
            case Place.Ran.TooLong _ -> throw new Refusal("the disk of " + file + " gives no answer");
        }
    }

    /** What was kept takes the file's place, by one rename. */
    void restore(String backup) throws Refusal, InterruptedException {
        sh().said(
                        "-euc",
                        "mv -f -- \"$2\" \"$1\"; sync -- \"$(dirname -- \"$1\")\" 2> /dev/null || sync",
                        "slipway",
                        file,
                        backup);
    }

    /** Of the former files that were kept under such names, the newest stay. */
    void prune(String beginning, int keep) throws Refusal, InterruptedException {
        sh().said(
                        "-euc",
                        "ls -1t -- \"$1\"* 2> /dev/null | tail -n +\"$2\" | while IFS= read -r old; do rm -f -- \"$old\"; done",
                        "slipway",
                        beginning,
                        String.valueOf(keep + 1));
    }
}
