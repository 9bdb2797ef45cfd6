package dev.slipway.actions.deploy;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Place;
import dev.slipway.hands.Site;
import dev.slipway.operations.Json;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code deploy.static}: files into a folder of their own, and a link to it that changes at once. */
public final class DeployStatic implements Action<DeployStatic.Files> {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** Words are arguments, never spliced. Exit status 10: the sentence on stderr is for people. */
    private static final String LOOK = """
            into=$1
            if [ -e "$into/current" ] && [ ! -L "$into/current" ]; then
              echo "$into/current is not a link: move it away, releases are switched by a link of that name" >&2
              exit 10
            fi
            readlink "$into/current" || true
            """;

    private static final String SWITCH = """
            set -eu
            into=$1 where=$2
            if [ -z "$where" ]; then
              rm -f "$into/current"
            else
              ln -s "$where" "$into/current.new.$$"
              mv -T "$into/current.new.$$" "$into/current"
            fi
            """;

    /**
     * What the link leads to was copied before a crash, and is served. Any other folder of that name is left over from a release
     * that was taken back, or older: its files are not those of now. No release has a name with a dot in front.
     */
    private static final String COPY = """
            set -eu
            from=$1 into=$2 name=$3
            shift 3
            release=$into/releases/$name
            new=$into/releases/.new.$name
            if [ ! -d "$from" ]; then
              echo "there is no folder $from" >&2
              exit 10
            fi
            if [ -d "$release" ] && [ "$(readlink "$into/current")" = "releases/$name" ]; then
              exit 0
            fi
            mkdir -p "$into/releases" "$into/shared"
            rm -rf "$new"
            mkdir "$new"
            cp -a "$from/." "$new/"
            for each in "$@"; do
              rm -rf "$new/$each"
              mkdir -p "$(dirname -- "$new/$each")"
              ln -s "$(cd "$into/shared" && pwd)/$each" "$new/$each"
            done
            touch "$new"
            rm -rf "$release"
            mv -T "$new" "$release"
            """;

    /** The newest stay, and whatever the link leads to or led to before. */
    private static final String PRUNE = """
            set -eu
            into=$1 keep=$2 previous=$3
            current=$(readlink "$into/current")
            ls -1t "$into/releases" | tail -n "+$((keep + 1))" | while IFS= read -r old; do
              case "releases/$old" in
                "$current"|"$previous") ;;
                *) rm -rf "${into:?}/releases/${old:?}" ;;
              esac
            done
            """;

    public record Files(
            @Doc("The folder whose files are released") String from,

            @Doc("Where releases and the link 'current' are")
            String into,

            @Doc("The name of the release; else the run gives one")
            Optional<String> version,

            @Doc("How many releases are kept") @Standard("5")
            int keep,

            @Doc("Paths that every release shares: links into the folder 'shared'") @Standard("")
            List<String> shared) {
        public Files {
            if (keep < 1) {
                throw new IllegalArgumentException("'keep' is at least 1");
            }
            if (from.isBlank() || into.isBlank()) {
                throw new IllegalArgumentException("'from' and 'into' name folders");
            }
            version.ifPresent(DeployStatic::checkName);
            for (String path : shared) {
                if (path.isBlank()
                        || path.startsWith("/")
                        || List.of(path.split("/")).contains("..")) {
                    throw new IllegalArgumentException("'" + path + "' is not a path within a release");
                }
            }
        }

        String name(Site site) {
            return version.orElseGet(() -> site.origin().replace('/', '-'));
        }
    }

    private static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,100}")) {
            throw new IllegalArgumentException("'" + name
                    + "' cannot name a release: letters, digits, '.', '_' and '-', the first a letter or digit");
        }
    }

    @Override
    public String name() {
        return "deploy.static";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "files in a folder of their own, and a link that changes at once";
    }

    @Override
    public String doc() {
        return "Copies 'from' to into/releases/VERSION, in the place of what a release that was taken back left there, and turns the link into/current to it by rename, so that no visitor"
                + " ever finds nothing. A web server serves into/current, with its cache of open files switched off. Undo"
                + " turns the link back. Needs GNU cp and mv.";
    }

    @Override
    public String example() {
        return "deploy.static: {from: dist, into: /srv/site, version: '${inputs.version}', keep: 5}";
    }

    @Override
    public Parameters<Files> parameters() {
        return RecordParameters.of(Files.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(
                shown.text("from", "?") + " to " + shown.text("into", "?") + shown.phrase(" as ", "version"));
    }

    @Override
    public Optional<String> undoPreview(Data.Mapping parameters) {
        return Optional.of("the link back to the release before");
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Files files, Site site) throws InterruptedException {
        Said before = run(site, LOOK, List.of(files.into()));
        if (before.failure().isPresent()) {
            return new Outcome.Failed(before.failure().get());
        }
        String name = files.name(site);
        String where = "releases/" + name;
        if (site.recall().isEmpty()) {
            if (before.text().equals(where)) {
                return new Outcome.Failed(name + " is live already: there is nothing to release");
            }
            // Before anything changes: an undo must know where the link led.
            site.remember(new Data.Mapping(Map.of("previous", Data.of(before.text()))).json());
        }
        String previous = previous(site);
        List<String> copied = new ArrayList<>(List.of(files.from(), files.into(), name));
        copied.addAll(files.shared());
        Said failed = run(site, COPY, copied)
                .orElse(() -> run(site, SWITCH, List.of(files.into(), where)))
                .orElse(() -> run(site, PRUNE, List.of(files.into(), Integer.toString(files.keep()), previous)));
        return failed.failure()
                .<Outcome>map(Outcome.Failed::new)
                .orElseGet(() -> new Outcome.Succeeded(
                        name + " is live" + (previous.isEmpty() ? "" : " after " + previous.replace("releases/", "")),
                        Map.of("previous", Data.of(previous.replace("releases/", "")))));
    }

    @Override
    public Outcome undo(Files files, Site site) throws InterruptedException {
        if (site.recall().isEmpty()) {
            return new Outcome.Succeeded("it had not begun", Map.of());
        }
        String previous = previous(site);
        Said now = run(site, LOOK, List.of(files.into()));
        boolean ours =
                now.text().equals("releases/" + files.name(site)) || now.text().equals(previous);
        if (now.failure().isEmpty() && !ours) {
            return new Outcome.Failed(now.text().replace("releases/", "") + " is live now: it was released since");
        }
        Said turned = now.orElse(() -> run(site, SWITCH, List.of(files.into(), previous)));
        return turned.failure()
                .<Outcome>map(Outcome.Failed::new)
                .orElseGet(() -> new Outcome.Succeeded(
                        previous.isEmpty()
                                ? "nothing is live, as before"
                                : previous.replace("releases/", "") + " is live",
                        Map.of()));
    }

    private static String previous(Site site) {
        Data.Mapping memory = (Data.Mapping) Json.read(site.recall().orElseThrow());
        return Optional.ofNullable(memory.entries().get("previous"))
                .map(Data::plain)
                .orElse("");
    }

    /** What a script said, or why it failed. */
    private record Said(String text, Optional<String> failure) {
        interface Next {
            Said run() throws InterruptedException;
        }

        Said orElse(Next next) throws InterruptedException {
            return failure.isPresent() ? this : next.run();
        }
    }

    private static Said run(Site site, String script, List<String> arguments) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", script, "slipway"));
        words.addAll(arguments);
        return switch (site.place().run(new Place.Command(words, site.directory(), site.environment(), LONGEST))) {
            case Place.Ran.Ended(int status, String stdout, String _)
            when status == 0 -> new Said(stdout.strip(), Optional.empty());
            case Place.Ran.Ended(int status, String _, String stderr) ->
                new Said("", Optional.of(failure(site, status, stderr.strip())));
            case Place.Ran.NotFound(String word) ->
                new Said(
                        "",
                        Optional.of(
                                "there is no " + word + " at " + site.place().name()));
            case Place.Ran.TooLong _ -> new Said("", Optional.of("the files were not copied within 30 minutes"));
        };
    }

    private static String failure(Site site, int status, String stderr) {
        if (status == 10) {
            return stderr;
        }
        stderr.lines().forEach(site::say);
        return "the files could not be put in place (exit status " + status + ")";
    }
}
