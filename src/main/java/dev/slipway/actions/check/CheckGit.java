package dev.slipway.actions.check;

import dev.slipway.base.Data;
import dev.slipway.base.Nearest;
import dev.slipway.hands.Action;
import dev.slipway.hands.Place;
import dev.slipway.hands.Program;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code check.git}: what will be deployed is what was meant, and how it differs from what is live. */
public final class CheckGit implements Action<CheckGit.Source> {
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /** More than this nobody reads before a release; how many there are is said. */
    private static final int SHOWN = 100;

    public record Source(
            @Doc("The repository's folder at the step's place") @Standard(".")
            String folder,

            @Doc("The tag that must be there; without it what is checked out is looked at as it is")
            Optional<String> tag,

            @Doc("Whether the tag must be what is checked out; false before the step that checks it out")
            @Standard("true")
            boolean checkedOut,

            @Doc("What the working tree may hold that no commit has: nothing, only untracked files, or anything")
            @Standard("nothing")
            Unkept unkept,

            @Doc("The tag or commit that is live, for the log and the difference; empty at a first release")
            @Standard("")
            String since) {
        public Source {
            tag.ifPresent(text -> checkName("tag", text));
            if (!since.isEmpty()) {
                checkName("since", since);
            }
            if (tag.isEmpty() && !checkedOut) {
                throw new IllegalArgumentException("'checked-out: false' says something of a 'tag' only");
            }
        }

        private static void checkName(String parameter, String text) {
            if (!text.matches("[^\\s~^:?*\\[\\\\\\p{Cntrl}-][^\\s~^:?*\\[\\\\\\p{Cntrl}]*")) {
                throw new IllegalArgumentException(
                        "'" + parameter + "' is the name of a tag or a commit, not '" + text + "'");
            }
        }
    }

    public enum Unkept {
        NOTHING,
        UNTRACKED,
        ANYTHING
    }

    @Override
    public String name() {
        return "check.git";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "what will be deployed is what was meant, and what is new in it";
    }

    @Override
    public String doc() {
        return "Fetches nothing and changes nothing. Prints the commits since what is live, at most " + SHOWN
                + ", and which files they change. Its outputs are commit, tag, since (a commit, empty at a first release)"
                + " and commits. What .gitignore names is no difference.";
    }

    @Override
    public String example() {
        return "check.git: {tag: '${inputs.version}', since: '${inputs.live}'}";
    }

    @Override
    public Parameters<Source> parameters() {
        return RecordParameters.of(Source.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        boolean later = shown.text("checked-out", "true").equals("false");
        return Preview.line(shown.text("tag")
                        .map(tag -> tag + (later ? " is there" : " is checked out"))
                        .orElse("what is checked out")
                + (shown.text("unkept", "nothing").equals("nothing") ? ", nothing beside it" : "")
                + shown.phrase(", since ", "since"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Source source, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Worktree worktree = new Worktree(source.folder(), new Program(site, DEADLINE, "git"));
            String head = worktree.head();
            String commit =
                    source.tag().isPresent() ? worktree.tagged(source.tag().get()) : head;
            if (source.checkedOut() && !head.equals(commit)) {
                throw new Refusal(
                        source.tag().orElse("") + " is " + brief(commit) + ", and " + brief(head) + " is checked out");
            }
            worktree.checkClean(source.unkept(), site);
            return told(source, worktree, commit, site);
        });
    }

    private static Outcome told(Source source, Worktree worktree, String commit, Site site)
            throws Refusal, InterruptedException {
        Map<String, Data> outputs = new LinkedHashMap<>();
        outputs.put("commit", Data.of(commit));
        outputs.put("tag", Data.of(source.tag().orElse("")));
        String at = source.tag().map(tag -> tag + " is ").orElse("") + brief(commit);
        if (source.since().isEmpty()) {
            outputs.put("since", Data.of(""));
            outputs.put("commits", Data.of(0));
            return new Outcome.Succeeded(at, outputs);
        }
        String live = worktree.commit(source.since());
        int commits = worktree.tell(live, commit, site);
        outputs.put("since", Data.of(live));
        outputs.put("commits", Data.of(commits));
        String more = commits + (commits == 1 ? " commit" : " commits") + " since " + source.since();
        if (!worktree.contains(commit, live)) {
            site.say(source.since() + " is not among the ancestors of " + brief(commit)
                    + ": what it has alone would not be live any more");
            more += ", which it does not hold";
        }
        return new Outcome.Succeeded(at + ", " + more, outputs);
    }

    static String brief(String commit) {
        return commit.substring(0, Math.min(10, commit.length()));
    }

    /** One worktree, asked by git's own plumbing. */
    private record Worktree(String folder, Program git) {

        private List<String> words(String... words) {
            List<String> all = new ArrayList<>(List.of("-C", folder, "--no-optional-locks", "--no-pager"));
            all.addAll(Arrays.asList(words));
            return all;
        }

        String head() throws Refusal, InterruptedException {
            return git.said(words("rev-parse", "--verify", "HEAD^{commit}")).strip();
        }

        String tagged(String tag) throws Refusal, InterruptedException {
            Place.Ran.Ended ended = git.ended(
                    words("rev-parse", "--verify", "--quiet", "--end-of-options", "refs/tags/" + tag + "^{commit}"));
            if (ended.status() != 0) {
                List<String> tags = git.said(words("for-each-ref", "--format=%(refname:strip=2)", "refs/tags"))
                        .lines()
                        .toList();
                String meant = Nearest.didYouMean(tag, tags).replace("?", "");
                throw new Refusal("there is no tag " + tag
                        + (meant.isEmpty()
                                ? "; was it fetched (git fetch --tags)"
                                : ": " + meant.replace("Did", "did")));
            }
            return ended.stdout().strip();
        }

        String commit(String name) throws Refusal, InterruptedException {
            Place.Ran.Ended ended =
                    git.ended(words("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"));
            if (ended.status() != 0) {
                throw new Refusal("there is no tag and no commit " + name + ", which 'since' names");
            }
            return ended.stdout().strip();
        }

        boolean contains(String commit, String other) throws Refusal, InterruptedException {
            Place.Ran.Ended ended = git.ended(words("merge-base", "--is-ancestor", other, commit));
            if (ended.status() > 1) {
                throw new Refusal("git says: " + Program.complaint(ended));
            }
            return ended.status() == 0;
        }

        void checkClean(Unkept unkept, Site site) throws Refusal, InterruptedException {
            if (unkept == Unkept.ANYTHING) {
                return;
            }
            String untracked = unkept == Unkept.NOTHING ? "--untracked-files=normal" : "--untracked-files=no";
            String status = git.said(words("status", "--porcelain=v1", "-z", "--no-renames", untracked));
            List<String> files = Arrays.stream(status.split("\0"))
                    .filter(entry -> entry.length() > 3)
                    .toList();
            if (!files.isEmpty()) {
                files.stream().limit(SHOWN).forEach(site::say);
                String first = files.getFirst().substring(3);
                throw new Refusal("what is checked out holds what no commit has: " + first
                        + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more"));
            }
        }

        /** How many commits are new. */
        int tell(String live, String commit, Site site) throws Refusal, InterruptedException {
            String range = live + ".." + commit;
            int count = Integer.parseInt(
                    git.said(words("rev-list", "--count", range)).strip());
            git.said(words(
                            "log",
                            "--no-color",
                            "--no-decorate",
                            "--abbrev=10",
                            "--format=%h %an: %s",
                            "-n",
                            String.valueOf(SHOWN),
                            range))
                    .lines()
                    .forEach(site::say);
            if (count > SHOWN) {
                site.say("… and " + (count - SHOWN) + " more");
            }
            git.said(words(
                            "diff",
                            "--no-color",
                            "--no-ext-diff",
                            "--no-textconv",
                            "--stat=100",
                            "--stat-count=" + SHOWN,
                            live,
                            commit))
                    .lines()
                    .forEach(site::say);
            return count;
        }
    }
}
