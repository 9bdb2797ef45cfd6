package dev.slipway.plan;

import dev.slipway.base.Nearest;
import dev.slipway.base.Phrase;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The names that expressions may read, apart from steps, which depend on where the expression stands.
 *
 * @param inputs those of the procedure
 * @param everyInput those of all procedures: earlier runs may have had them
 * @param env declared variables, and whether each is secret
 */
record Names(
        Collection<String> inputs,
        Collection<String> everyInput,
        Map<String, Boolean> env,
        Collection<String> procedures) {
    private static final List<String> OF_A_RUN = List.of("at", "ending", "inputs", "steps");

    /** @param path {@code [inputs, version]}, as far as it is literal */
    void check(List<String> path, Phrase source, Problems problems) {
        if (path.size() < 2) {
            return;
        }
        switch (path.getFirst()) {
            case "inputs" -> input(path.get(1), inputs, source, problems);
            case "env" -> variable(path.get(1), source, problems);
            case "last", "previous" -> run(path, source, problems);
            default -> {}
        }
    }

    private static void input(String name, Collection<String> known, Phrase source, Problems problems) {
        if (!known.contains(name)) {
            problems.add(
                    Problems.within(source, name),
                    "no input is called '" + name + "'",
                    Nearest.help("Inputs in this runbook", name, known));
        }
    }

    /** What an action reads from the environment; it may be secret there. */
    void declares(String name, Phrase source, Problems problems) {
        if (!env.containsKey(name)) {
            problems.add(
                    Problems.within(source, name),
                    "env declares no '" + name + "'",
                    Nearest.help("Variables that env declares", name, env.keySet()));
        }
    }

    private void variable(String name, Phrase source, Problems problems) {
        declares(name, source, problems);
        if (env.getOrDefault(name, false)) {
            problems.add(
                    Problems.within(source, name),
                    "'" + name + "' is secret, and expressions never see a secret",
                    "A shell step gets it as $" + name + ".");
        }
    }

    private void run(List<String> path, Phrase source, Problems problems) {
        String procedure = path.get(1);
        if (!procedures.contains(procedure)) {
            problems.add(
                    Problems.within(source, procedure),
                    "no procedure is called '" + procedure + "'",
                    Nearest.help("Procedures in this runbook", procedure, procedures));
        } else if (path.size() > 2 && !OF_A_RUN.contains(path.get(2))) {
            problems.add(
                    Problems.within(source, path.get(2)),
                    "a run has no '" + path.get(2) + "'",
                    Nearest.help("What a run has", path.get(2), OF_A_RUN));
        } else if (path.size() > 3 && path.get(2).equals("inputs")) {
            input(path.get(3), everyInput, source, problems);
        }
    }
}
