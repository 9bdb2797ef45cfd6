package dev.slipway.actions.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Data;
import dev.slipway.hands.FakeSite;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckGitTest {
    @TempDir
    Path folder;

    private final CheckGit action = new CheckGit();
    private String first = "";
    private String second = "";

    @BeforeEach
    void a_repository_with_two_releases() throws Exception {
        git("init", "-q", "-b", "main");
        Files.writeString(folder.resolve("app.py"), "print(1)\n");
        git("add", ".");
        git("commit", "-q", "-m", "Begin");
        git("tag", "-a", "v1.0.0", "-m", "first");
        first = git("rev-parse", "HEAD");
        Files.writeString(folder.resolve("app.py"), "print(2)\n");
        git("commit", "-q", "-a", "-m", "Say two");
        git("tag", "v1.1.0");
        second = git("rev-parse", "HEAD");
    }

    @Test
    void the_tag_that_is_checked_out_is_told_with_what_is_new_in_it() throws Exception {
        FakeSite site = site();

        assertThat(action.perform(source("v1.1.0", "v1.0.0"), site))
                .isEqualTo(new Outcome.Succeeded(
                        "v1.1.0 is " + second.substring(0, 10) + ", 1 commit since v1.0.0",
                        Map.of(
                                "commit", Data.of(second),
                                "tag", Data.of("v1.1.0"),
                                "since", Data.of(first),
                                "commits", Data.of(1))));
        assertThat(site.said())
                .containsExactly(
                        second.substring(0, 10) + " Ann: Say two",
                        " app.py | 2 +-",
                        " 1 file changed, 1 insertion(+), 1 deletion(-)");
    }

    @Test
    void a_tag_that_is_not_there_is_told_with_the_nearest() throws Exception {
        assertThat(action.perform(source("v1.1.1", ""), site()))
                .isEqualTo(new Outcome.Failed("there is no tag v1.1.1: did you mean 'v1.1.0'"));
        assertThat(action.perform(source("release-9", ""), site()))
                .isEqualTo(new Outcome.Failed("there is no tag release-9; was it fetched (git fetch --tags)"));
    }

    @Test
    void another_commit_than_the_tags_is_refused_unless_it_is_checked_out_later() throws Exception {
        assertThat(action.perform(source("v1.0.0", ""), site()))
                .isEqualTo(new Outcome.Failed("v1.0.0 is " + first.substring(0, 10) + ", and " + second.substring(0, 10)
                        + " is checked out"));
        CheckGit.Source later = new CheckGit.Source(".", Optional.of("v1.0.0"), false, CheckGit.Unkept.NOTHING, "");
        assertThat(action.perform(later, site())).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void what_no_commit_has_is_named() throws Exception {
        Files.writeString(folder.resolve("hot fix.py"), "print(3)\n");

        assertThat(action.perform(source("v1.1.0", ""), site()))
                .isEqualTo(new Outcome.Failed("what is checked out holds what no commit has: hot fix.py"));
        assertThat(action.perform(lenient(CheckGit.Unkept.UNTRACKED), site())).isInstanceOf(Outcome.Succeeded.class);
        Files.writeString(folder.resolve("app.py"), "print(3)\n");
        assertThat(action.perform(lenient(CheckGit.Unkept.UNTRACKED), site()))
                .isEqualTo(new Outcome.Failed("what is checked out holds what no commit has: app.py"));
        assertThat(action.perform(lenient(CheckGit.Unkept.ANYTHING), site())).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void going_back_says_what_would_not_be_live_any_more() throws Exception {
        git("checkout", "-q", "v1.0.0");
        FakeSite site = site();

        assertThat(((Outcome.Succeeded) action.perform(source("v1.0.0", second), site)).summary())
                .isEqualTo("v1.0.0 is " + first.substring(0, 10) + ", 0 commits since " + second
                        + ", which it does not hold");
        assertThat(site.said())
                .contains(second + " is not among the ancestors of " + first.substring(0, 10)
                        + ": what it has alone would not be live any more");
    }

    @Test
    void where_no_repository_is_git_says_so(@TempDir Path empty) throws Exception {
        Outcome outcome = action.perform(source("v1.1.0", ""), new FakeSite(new LocalPlace(empty, empty)));

        assertThat(((Outcome.Failed) outcome).reason()).startsWith("git says: fatal: not a git repository");
    }

    @Test
    void a_name_that_git_would_take_for_an_option_is_refused() {
        assertThatThrownBy(() -> source("--all", "")).hasMessage("'tag' is the name of a tag or a commit, not '--all'");
        assertThatThrownBy(() -> source("v1", "HEAD~1"))
                .hasMessage("'since' is the name of a tag or a commit, not 'HEAD~1'");
    }

    private FakeSite site() {
        return new FakeSite(new LocalPlace(folder.resolve(".git/slipway"), folder));
    }

    private static CheckGit.Source source(String tag, String since) {
        return new CheckGit.Source(".", Optional.of(tag), true, CheckGit.Unkept.NOTHING, since);
    }

    private static CheckGit.Source lenient(CheckGit.Unkept unkept) {
        return new CheckGit.Source(".", Optional.of("v1.1.0"), true, unkept, "");
    }

    private String git(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("git", "-c", "user.name=Ann", "-c", "user.email=ann@example.com"));
        all.addAll(List.of(words));
        Process git = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        assertThat(git.waitFor()).as(said).isZero();
        return said;
    }
}
