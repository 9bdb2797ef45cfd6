package dev.slipway.actions.migrate;

import dev.slipway.hands.Refusal;
import dev.slipway.schema.Goal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Revision;
import dev.slipway.schema.Standing;
import java.util.Comparator;
import java.util.List;

/** Rails, asked through {@code rails runner}. It has no way to show SQL that it does not run: its sources stand for it. */
record Rails(Asking asking, Errand errand, String command) implements Migrations {
    private static final String REMEDY = "give one of them another number";

    private Told ask(String mode, String to) throws Refusal, InterruptedException {
        return new Told(asking.json(command, List.of("runner", Told.script("rails.rb", mode, to))));
    }

    @Override
    public Standing standing() throws Refusal, InterruptedException {
        return ask("standing", "").standing(REMEDY);
    }

    @Override
    public List<Migration> up(Standing standing, Goal to) throws Refusal, InterruptedException {
        return ask("up", to.word()).plan();
    }

    @Override
    public List<Migration> down(Standing standing, String to) throws Refusal, InterruptedException {
        return ask("down", to).plan();
    }

    /** By number, as it takes back itself. */
    @Override
    public List<Revision> after(Standing standing, String to) {
        long floor = to.equals(Standing.EMPTY) ? 0 : Long.parseLong(to);
        return standing.applied().stream()
                .filter(each -> Long.parseLong(each.id()) > floor)
                .sorted(Comparator.comparingLong((Revision each) -> Long.parseLong(each.id()))
                        .reversed())
                .toList();
    }

    @Override
    public void settle() throws Refusal, InterruptedException {
        errand.settle();
    }

    @Override
    public void apply(Standing standing, Goal to) throws Refusal, InterruptedException {
        errand.done(
                "rails db:migrate",
                command,
                to.revision()
                        .map(version -> Errand.Extra.words("db:migrate", "VERSION=" + version))
                        .orElseGet(() -> Errand.Extra.words("db:migrate")));
    }

    @Override
    public void takeBack(Standing standing, String to) throws Refusal, InterruptedException {
        String version = to.equals(Standing.EMPTY) ? "0" : to;
        errand.done("rails db:migrate", command, Errand.Extra.words("db:migrate", "VERSION=" + version));
    }
}
