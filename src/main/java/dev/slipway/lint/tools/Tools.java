package dev.slipway.lint.tools;

import dev.slipway.lint.shell.Invocation;
import java.util.ArrayList;
import java.util.List;

/** All recognisers. */
public final class Tools {
    private static final List<Recogniser> ALL = List.of(
            new Containers(),
            new Clusters(),
            new Supervisors(),
            new Sources(),
            new Postgres(),
            new OtherDatabases(),
            new Migrations(),
            new Files(),
            new Web(),
            new NamedScripts(),
            new TypedSteps());

    private Tools() {}

    public static List<Fact> facts(Invocation invocation) {
        List<Fact> facts = new ArrayList<>();
        ALL.forEach(each -> each.facts(invocation, facts));
        return List.copyOf(facts);
    }
}
