package dev.slipway.actions.migrate;

import dev.slipway.hands.Refusal;
import dev.slipway.schema.Goal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Revision;
import dev.slipway.schema.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tool by the commands of the runbook. What was applied before the newest is not known, and need not be. */
record Custom(Asking asking, Errand errand, Commands commands) implements Migrations {
    private static final String TO = "MIGRATE_TO";

    private String ask(String what, String command, String to) throws Refusal, InterruptedException {
        Asking.Answer answer = asking.ask(command, new Errand.Extra(List.of(), Map.of(TO, to), List.of()));
        if (answer.status() != 0) {
            throw new Refusal("'" + what + "' ends with exit status " + answer.status() + ": " + Asking.said(answer));
        }
        return answer.stdout();
    }

    @Override
    public Standing standing() throws Refusal, InterruptedException {
        List<Revision> applied = revisions(ask("current", commands.current(), ""));
        if (applied.size() > 1) {
            throw new Refusal("'current' prints " + applied.size() + " lines instead of one revision");
        }
        return Standing.line(applied, revisions(ask("pending", commands.pending(), "")), List.of());
    }

    private static List<Revision> revisions(String output) {
        return output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(Revision::of)
                .toList();
    }

    @Override
    public List<Migration> up(Standing standing, Goal to) throws Refusal, InterruptedException {
        List<Revision> pending = standing.pendingTo(to);
        if (pending.isEmpty()) {
            return List.of();
        }
        List<Migration> all = new ArrayList<>();
        for (Revision each : pending.subList(0, pending.size() - 1)) {
            all.add(new Migration(each, new Migration.Text.Source("")));
        }
        // One text for all of them: it stands with the last.
        Revision last = pending.getLast();
        all.add(new Migration(
                last,
                commands.preview().isPresent()
                        ? new Migration.Text.Sql(
                                ask("preview", commands.preview().get(), last.id()))
                        : new Migration.Text.Source("")));
        return all;
    }

    @Override
    public List<Migration> down(Standing standing, String to) throws Refusal, InterruptedException {
        if (commands.down().isEmpty()) {
            throw new Refusal("'commands' has no 'down', so nothing says how to take " + standing.revision() + " back");
        }
        Revision newest = Revision.of(standing.revision());
        return List.of(new Migration(
                newest,
                commands.downPreview().isPresent()
                        ? new Migration.Text.Sql(
                                ask("down-preview", commands.downPreview().get(), to))
                        : new Migration.Text.Source("")));
    }

    /** Only the newest is known: it is still there, or not. */
    @Override
    public List<Revision> after(Standing standing, String to) {
        return standing.revision().equals(to) ? List.of() : List.of(Revision.of(standing.revision()));
    }

    @Override
    public void settle() throws Refusal, InterruptedException {
        errand.settle();
    }

    @Override
    public void apply(Standing standing, Goal to) throws Refusal, InterruptedException {
        String last = standing.pendingTo(to).getLast().id();
        errand.done("'apply'", commands.apply(), new Errand.Extra(List.of(), Map.of(TO, last), List.of()));
    }

    @Override
    public void takeBack(Standing standing, String to) throws Refusal, InterruptedException {
        errand.done(
                "'down'",
                commands.down().orElseThrow(),
                new Errand.Extra(List.of(), Map.of(TO, to.equals(Standing.EMPTY) ? "" : to), List.of()));
    }
}
