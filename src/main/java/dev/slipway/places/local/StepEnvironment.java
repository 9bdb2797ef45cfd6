package dev.slipway.places.local;

import dev.slipway.hands.Place.Environment;
import java.util.List;
import java.util.Map;

/** Puts together what a process finds in its environment. */
final class StepEnvironment {
    /** Would make a shell read files or behave differently before the step begins. */
    private static final List<String> SHELL_STARTUP =
            List.of("BASH_ENV", "ENV", "SHELLOPTS", "BASHOPTS", "POSIXLY_CORRECT");

    private StepEnvironment() {}

    static void apply(Environment wanted, Map<String, String> environment) {
        wanted.dropped().forEach(environment::remove);
        wanted.plain().forEach((name, value) -> put(name, value, environment));
        wanted.secrets().forEach(secret -> put(secret.name(), secret.reveal(), environment));
    }

    private static void put(String name, String value, Map<String, String> environment) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "the value of " + name + " holds a NUL character, which no process can be given");
        }
        environment.put(name, value);
    }

    /** What a process that is kept running must not take over from whoever started Slipway. */
    static void forProcess(Map<String, String> environment) {
        SHELL_STARTUP.forEach(environment::remove);
        List.of("SLIPWAY_RUN", "SLIPWAY_STEP", "SLIPWAY_ATTEMPT", "SLIPWAY_OUTPUT")
                .forEach(environment::remove);
    }

    static void forStep(AttemptFiles files, Map<String, String> environment) {
        SHELL_STARTUP.forEach(environment::remove);
        environment.put("SLIPWAY_RUN", files.name().run());
        environment.put("SLIPWAY_STEP", files.name().step());
        environment.put("SLIPWAY_ATTEMPT", files.name().toString());
        environment.put("SLIPWAY_OUTPUT", files.file("outputs").toString());
    }
}
