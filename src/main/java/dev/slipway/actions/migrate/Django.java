package dev.slipway.actions.migrate;

import dev.slipway.hands.Refusal;
import dev.slipway.schema.Goal;
import dev.slipway.schema.Migration;
import dev.slipway.schema.Revision;
import dev.slipway.schema.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Django, asked through {@code manage.py shell}: its own loader knows the graph of migrations, and no prose has to be read. */
record Django(Asking asking, Errand errand, String command) implements Migrations {
    private static final String REMEDY = "python manage.py makemigrations --merge";

    private Told ask(String mode, String to) throws Refusal, InterruptedException {
        return new Told(asking.json(command, List.of("shell", "-c", Told.script("django.py", mode, to))));
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
    public List<Revision> after(Standing standing, String to) throws Refusal, InterruptedException {
        return down(standing, to).stream().map(Migration::revision).toList();
    }

    @Override
    public void settle() throws Refusal, InterruptedException {
        errand.settle();
    }

    @Override
    public void apply(Standing standing, Goal to) throws Refusal, InterruptedException {
        List<String> words = new ArrayList<>(List.of("migrate", "--noinput", "--no-color"));
        to.revision().ifPresent(revision -> words.addAll(List.of(revision.split("\\.", 2))));
        errand.done("manage.py migrate", command, Errand.Extra.words(words.toArray(String[]::new)));
    }

    /** Each application goes back to the migration that it had; what hangs on it goes with it. */
    @Override
    public void takeBack(Standing standing, String to) throws Refusal, InterruptedException {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String head : standing.heads()) {
            wanted.put(head.split("\\.", 2)[0], "zero");
        }
        for (String each : to.split("\\+", -1)) {
            if (!each.equals(Standing.EMPTY)) {
                String[] parts = each.split("\\.", 2);
                wanted.put(parts[0], parts[1]);
            }
        }
        // Newest first, so that nothing is taken away under what still stands on it.
        for (Revision each : after(standing, to)) {
            String application = each.id().split("\\.", 2)[0];
            String name = wanted.remove(application);
            if (name != null) {
                errand.done(
                        "manage.py migrate " + application,
                        command,
                        Errand.Extra.words("migrate", "--noinput", "--no-color", application, name));
            }
        }
    }
}
