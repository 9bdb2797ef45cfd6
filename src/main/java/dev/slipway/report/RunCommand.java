package dev.slipway.report;

import dev.slipway.plan.Plan;

/** The command that runs a plan. */
final class RunCommand {
    private RunCommand() {}

    static String of(Plan plan) {
        return plan.title().environment().equals("default") ? of(plan, "") : named(plan);
    }

    /** With its environment, also where that is called {@code default}: beside others it must be named. */
    static String named(Plan plan) {
        return of(plan, " -e " + quoted(plan.title().environment()));
    }

    private static String of(Plan plan, String environment) {
        Plan.Title title = plan.title();
        StringBuilder out = new StringBuilder("slipway run ").append(quoted(title.document()));
        out.append(' ').append(quoted(title.procedure())).append(environment);
        plan.inputs().forEach((name, value) -> {
            if (plan.uses().get(name) == Plan.Use.TOLD) {
                out.append(" -i ").append(quoted(name + "=" + value.plain()));
            }
        });
        return out.toString();
    }

    /** As a shell reads it back. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
