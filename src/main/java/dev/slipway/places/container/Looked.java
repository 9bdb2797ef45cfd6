package dev.slipway.places.container;

import dev.slipway.hands.Place.Ran;
import dev.slipway.hands.Place.Shell.Dialect;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a shell step would find in a container.
 *
 * @param said the words of the probe; empty where there is no shell to ask
 * @param folder for the files of an attempt
 */
record Looked(Set<String> said, String folder, Optional<String> refused) {

    static Looked into(Inside inside, Container container, String directory) throws InterruptedException {
        Ran ran = inside.sh(container.id(), Texts.PROBE, directory);
        if (!(ran instanceof Ran.Ended(int status, String stdout, String stderr)) || status != 0) {
            return new Looked(Set.of(), "", Optional.of(refusal(ran)));
        }
        Set<String> said = new HashSet<>();
        String folder = "";
        for (String line : stdout.lines().toList()) {
            if (line.startsWith("folder ")) {
                folder = line.substring("folder ".length());
                said.add("folder");
            } else {
                said.add(line);
            }
        }
        return new Looked(Set.copyOf(said), folder, Optional.empty());
    }

    private static String refusal(Ran ran) {
        if (!(ran instanceof Ran.Ended(int _, String stdout, String stderr))) {
            return "its shell gives no answer";
        }
        String all = stdout + stderr;
        return all.contains("executable file not found") || all.contains("no such file or directory")
                ? "its image has no sh; run it as a command from a place that has a shell"
                : all.lines().findFirst().orElse("its shell gives no answer");
    }

    /** Why a step of this dialect cannot run there, and what to do. */
    Optional<String> unable(Container container, Dialect dialect, String directory) {
        String where = "in the container " + container.name();
        if (refused.isPresent()) {
            return Optional.of("no shell step can run " + where + ": " + refused.get());
        }
        if (dialect == Dialect.BASH && !said.contains("bash")) {
            return Optional.of("there is no bash " + where + ": begin the step's fence with sh instead of bash");
        }
        if (!said.contains("directory")) {
            return Optional.of("there is no directory " + directory);
        }
        return said.contains("folder")
                ? Optional.empty()
                : Optional.of("there is no folder " + where
                        + " where a step's files could be: give it a tmpfs at /tmp, or a user who may write there");
    }
}
