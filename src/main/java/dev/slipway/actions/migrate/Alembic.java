package dev.slipway.actions.migrate;

import dev.slipway.hands.Refusal;
import dev.slipway.schema.Goal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Standing;
import java.util.List;

/** Alembic, asked by its own library in the Python that has it. {@code command} is that Python. */
record Alembic(Asking asking, Errand errand, String command) implements Migrations {
    private static final String REMEDY = "alembic merge heads";

    private Told ask(String mode, String to) throws Refusal, InterruptedException {
        return new Told(asking.json(command, List.of("-c", Told.script("alembic.py", mode, to))));
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

    @Override
    public void settle() throws Refusal, InterruptedException {
        errand.settle();
    }

    @Override
    public void apply(Standing standing, Goal to) throws Refusal, InterruptedException {
        errand.done(
                "alembic upgrade",
                command,
                Errand.Extra.words("-m", "alembic", "upgrade", to.revision().orElse("head")));
    }

    @Override
    public void takeBack(Standing standing, String to) throws Refusal, InterruptedException {
        if (to.contains("+")) {
            throw new Refusal("alembic takes back to one revision, and " + to + " are several: do it by hand");
        }
        String base = to.equals(Standing.EMPTY) ? "base" : to;
        errand.done("alembic downgrade", command, Errand.Extra.words("-m", "alembic", "downgrade", base));
    }
}
