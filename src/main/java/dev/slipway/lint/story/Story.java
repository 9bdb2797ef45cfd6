package dev.slipway.lint.story;

import dev.slipway.base.Source;
import dev.slipway.lint.shell.Script;
import dev.slipway.lint.story.Chapter.Kind;
import dev.slipway.lint.tools.Fact;
import dev.slipway.runbook.Passage;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A document as what happens when it is followed.
 *
 * @param acts in the order of the document
 * @param tracks the same, a list for each procedure, in the order in which they are performed
 * @param damage what shows that characters of the document were lost
 * @param unread what was too much to be looked at
 */
public record Story(
        Source source,
        List<Passage> passages,
        List<Chapter> chapters,
        List<Script> scripts,
        List<Act> acts,
        List<List<Act>> tracks,
        List<Statement> statements,
        Names names,
        List<Damage> damage,
        List<Unread> unread) {
    /** So far back is looked for what came before; a procedure of more commands is generated text. */
    static final int FARTHEST = 300;

    public Story {
        passages = List.copyOf(passages);
        chapters = List.copyOf(chapters);
        scripts = List.copyOf(scripts);
        acts = List.copyOf(acts);
        tracks = List.copyOf(tracks);
        statements = List.copyOf(statements);
        damage = List.copyOf(damage);
        unread = List.copyOf(unread);
    }

    /** Evidence, at its place. */
    public record Damage(String says, int from, int to) {}

    /** What is not looked at from here on, and why. */
    public record Unread(String says, int from, int to) {}

    /** Something that happened, and what did it. */
    public record Past<F extends Fact>(Act act, F fact) {}

    public String text() {
        return source.text();
    }

    /** What was performed before this in its procedure, the nearest first. */
    public Stream<Act> before(Act act) {
        List<Act> track = tracks.get(act.track());
        int least = Math.max(0, act.order() - FARTHEST);
        return IntStream.iterate(act.order() - 1, i -> i >= least, i -> i - 1)
                .mapToObj(track::get)
                .filter(past -> !past.excludes(act));
    }

    /** What is performed after this, the nearest first. */
    public Stream<Act> after(Act act) {
        List<Act> track = tracks.get(act.track());
        int most = Math.min(track.size(), act.order() + 1 + FARTHEST);
        return IntStream.range(act.order() + 1, most).mapToObj(track::get).filter(next -> !next.excludes(act));
    }

    public Optional<Act> previous(Act act) {
        return before(act).findFirst();
    }

    public Optional<Act> next(Act act) {
        return after(act).findFirst();
    }

    public <F extends Fact> Stream<Past<F>> pasts(Act act, Class<F> type) {
        return before(act).flatMap(past -> past.facts(type).map(fact -> new Past<>(past, fact)));
    }

    /** All of one kind in the document. */
    public <F extends Fact> Stream<Past<F>> all(Class<F> type) {
        return acts.stream().flatMap(act -> act.facts(type).map(fact -> new Past<>(act, fact)));
    }

    public boolean anywhere(Predicate<Act> what) {
        return acts.stream().anyMatch(what);
    }

    public World world(Act act) {
        return new World(this, act);
    }

    public boolean isRollback(Act act) {
        return act.chapter().kind() == Kind.ROLLBACK;
    }

    public Stream<Act> calling(String tool, String... verbs) {
        return acts.stream().filter(act -> act.invocation().calls().stream().anyMatch(call -> call.calls(tool, verbs)));
    }

    public String line(int offset) {
        int from = text().lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
        int end = text().indexOf('\n', offset);
        return text().substring(Math.min(from, offset), end < 0 ? text().length() : end);
    }
}
