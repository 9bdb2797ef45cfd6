package dev.slipway.places.local;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place.Environment;
import dev.slipway.hands.Place.Shell.Dialect;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts together what a process finds in its environment. */
final class StepEnvironment {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** Would make a shell read files or behave differently before the step begins. */
    private static final List<String> SHELL_STARTUP =
            List.of("BASH_ENV", "ENV", "SHELLOPTS", "BASHOPTS", "POSIXLY_CORRECT");
    /** The shells' own variables: no session carries them. Held equal to the lists in the session scripts. */
    private static final Pattern SHELLS_OWN = Pattern.compile(
            "SLIPWAY_.*|__slipway_.*|BASH|BASH(OPTS|PID|_.*)|COMP_.*|COPROC|DIRSTACK"
                    + "|EPOCH(REALTIME|SECONDS)|EUID|FUNCNAME|GROUPS|HISTCMD|HOST(NAME|TYPE)|IFS|LINENO|MACHTYPE|OLDPWD|OPT(ARG|ERR|IND)"
                    + "|OSTYPE|PIPESTATUS|POSIXLY_CORRECT|PPID|PS[124]|PWD|RANDOM|SECONDS|SHELLOPTS|SHLVL|SRANDOM|UID|_");

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

    /** Names, never values: which variables were given, the text that remembers what they were, which hold secrets. */
    static void forSession(Dialect dialect, List<Secret> secrets, Map<String, String> environment) {
        List<String> names = environment.keySet().stream()
                .filter(name -> IDENTIFIER.matcher(name).matches())
                .filter(name -> !SHELLS_OWN.matcher(name).matches())
                .sorted()
                .toList();
        List<String> secretNames = secrets.stream()
                .filter(secret -> names.contains(secret.name()))
                .sorted(Comparator.comparingInt((Secret s) -> s.reveal().length())
                        .reversed())
                .map(Secret::name)
                .toList();
        environment.put("SLIPWAY_GIVEN", String.join(" ", names));
        environment.put("SLIPWAY_SECRETS", String.join(" ", secretNames));
        environment.put(
                "SLIPWAY_WAS",
                switch (dialect) {
                            case BASH -> joined("__slipway_was=(", names, name -> "\"$" + name + "\"") + ") ";
                            case SH -> joined("", names, name -> "__slipway_was_" + name + "=$" + name) + " ";
                        }
                        + joined("", secretNames, name -> "__slipway_secret_" + name + "=$" + name));
    }

    private static String joined(String before, List<String> names, UnaryOperator<String> word) {
        return names.stream().map(word).collect(Collectors.joining(" ", before, ""));
    }
}
