package dev.slipway.lint.story;

import dev.slipway.lint.story.Story.Past;
import dev.slipway.lint.tools.Fact;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The world as it is just before an act: asked of what its procedure did up to there. */
public record World(Story story, Act moment) {

    /** What stopped this, if nothing has started it since; an empty name asks about everything. */
    public Optional<Past<Fact.Down>> downSince(String name) {
        for (Act act : story.before(moment).toList()) {
            boolean started = act.facts().stream().anyMatch(fact -> starts(fact, name));
            if (started) {
                return Optional.empty();
            }
            Optional<Fact.Down> down = act.facts(Fact.Down.class)
                    .filter(fact -> covers(fact.names(), name))
                    .filter(fact -> !act.invocation().isExcused()
                            && act.invocation().command().within().isEmpty())
                    .findFirst();
            if (down.isPresent()) {
                return Optional.of(new Past<>(act, down.get()));
            }
        }
        return Optional.empty();
    }

    private static boolean starts(Fact fact, String name) {
        return switch (fact) {
            case Fact.Up up -> covers(up.names(), name);
            case Fact.Restart restart -> covers(restart.names(), name);
            case Fact.Release _ -> true;
            default -> false;
        };
    }

    private static boolean covers(Collection<String> names, String name) {
        return names.isEmpty() || (name.isEmpty() ? false : names.contains(name));
    }

    /** What switched the maintenance page on, if nothing has switched it off since. */
    public Optional<Past<Fact.Maintenance>> maintenance() {
        return story.pasts(moment, Fact.Maintenance.class)
                .findFirst()
                .filter(past -> past.fact().on());
    }

    /** Backups that this procedure made before, the latest first. */
    public Stream<Past<Fact.Dump>> dumps() {
        return story.pasts(moment, Fact.Dump.class);
    }

    /** What last put other source code in place. */
    public Optional<Past<Fact.Code>> code() {
        return story.pasts(moment, Fact.Code.class)
                .filter(past -> past.fact().replaces())
                .findFirst();
    }

    /** Whether an image or artefact was built, pulled or set since that act. */
    public boolean builtSince(Act since) {
        return story.before(moment).takeWhile(act -> !act.equals(since)).anyMatch(World::builds);
    }

    public static boolean builds(Act act) {
        return act.does(Fact.Build.class)
                || act.does(Fact.Pull.class)
                || act.does(Fact.Release.class)
                || act.facts(Fact.Up.class).anyMatch(Fact.Up::builds);
    }

    public List<Act> past() {
        return story.before(moment).toList();
    }
}
