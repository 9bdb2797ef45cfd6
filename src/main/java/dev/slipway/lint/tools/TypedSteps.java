package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Invocation;
import dev.slipway.lint.tools.Fact.Database;
import dev.slipway.lint.tools.Fact.Engine;
import dev.slipway.lint.tools.Fact.Form;
import dev.slipway.lint.tools.Fact.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Slipway's own actions, which the story hands in as calls of their names. */
final class TypedSteps implements Recogniser {
    @Override
    public void facts(Invocation invocation, List<Fact> out) {
        String action = invocation.outer().tool();
        int dot = action.indexOf('.');
        if (dot < 0 || !action.matches("[a-z]+\\.[a-z-]+")) {
            return;
        }
        switch (action.substring(0, dot)) {
            case "backup" -> out.add(new Fact.Dump(Database.SOME, Optional.empty(), Form.UNKNOWN, false));
            case "deploy" -> {
                out.add(new Fact.Build(Engine.SCRIPT, List.of()));
                out.add(new Fact.Up(Engine.SCRIPT, List.of(), Set.of(Fact.How.BUILDS)));
            }
            case "migrate" -> out.add(new Fact.Migrate(action, Turn.FORWARD));
            case "maintenance" -> out.add(new Fact.Maintenance(!action.endsWith("off")));
            case "restore" -> out.add(new Fact.Restore(Database.SOME, Optional.empty(), Form.UNKNOWN, true));
            default -> {}
        }
    }
}
