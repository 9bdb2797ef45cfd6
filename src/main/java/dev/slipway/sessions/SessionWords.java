package dev.slipway.sessions;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place.Shell.Dialect;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the scripts of sessions are told of a step's environment: names, never values. Steps of a run are mostly given the
 * same ones.
 *
 * @param names of the environment's variables, those that a session may carry, sorted
 * @param functions whether the environment gives any to bash
 */
public record SessionWords(Set<String> environment, Set<String> names, boolean functions) {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** The shells' own variables: no session carries them. Held equal to the lists in the session scripts. */
    private static final Pattern SHELLS_OWN = Pattern.compile(
            "SLIPWAY_.*|__slipway_.*|BASH|BASH(OPTS|PID|_.*)|COMP_.*|COPROC|DIRSTACK"
                    + "|EPOCH(REALTIME|SECONDS)|EUID|FUNCNAME|GROUPS|HISTCMD|HOST(NAME|TYPE)|IFS|LINENO|MACHTYPE|OLDPWD|OPT(ARG|ERR|IND)"
                    + "|OSTYPE|PIPESTATUS|POSIXLY_CORRECT|PPID|PS[124]|PWD|RANDOM|SECONDS|SHELLOPTS|SHLVL|SRANDOM|UID|_");

    public static SessionWords of(Collection<String> environment) {
        return new SessionWords(
                Set.copyOf(environment),
                environment.stream()
                        .filter(name -> IDENTIFIER.matcher(name).matches())
                        .filter(name -> !SHELLS_OWN.matcher(name).matches())
                        .sorted()
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                environment.stream().anyMatch(name -> name.startsWith("BASH_FUNC_")));
    }

    /** Those of another environment; mostly the same again. */
    public SessionWords of(Set<String> other) {
        return environment.equals(other) ? this : of((Collection<String>) other);
    }

    /** Which variables were given, the text that remembers what they were, which hold secrets. */
    public void tell(Dialect dialect, List<Secret> secrets, Map<String, String> variables) {
        List<String> secretNames = secretNames(secrets);
        variables.put("SLIPWAY_GIVEN", String.join(" ", names));
        variables.put("SLIPWAY_SECRETS", String.join(" ", secretNames));
        variables.put(
                "SLIPWAY_WAS",
                switch (dialect) {
                            case BASH -> joined("__slipway_was=(", names, name -> "\"$" + name + "\"") + ") ";
                            case SH -> joined("", names, name -> "__slipway_was_" + name + "=$" + name) + " ";
                        }
                        + joined("", secretNames, name -> "__slipway_secret_" + name + "=$" + name));
    }

    /** Of those that are variables here, longer secrets first: one may be a part of another. */
    public List<String> secretNames(List<Secret> secrets) {
        return secrets.stream()
                .filter(secret -> names.contains(secret.name()))
                .sorted(Comparator.comparingInt((Secret s) -> s.reveal().length())
                        .reversed())
                .map(Secret::name)
                .toList();
    }

    private static String joined(String before, Collection<String> names, UnaryOperator<String> word) {
        return names.stream().map(word).collect(Collectors.joining(" ", before, ""));
    }
}
