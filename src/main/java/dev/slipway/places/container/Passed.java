package dev.slipway.places.container;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How variables get into a container: the docker program is told names and takes the values from its own environment, so that
 * none stands in any command line. What that program would itself obey goes by another name and is renamed inside.
 *
 * @param given what the docker program gets
 * @param options its words
 * @param inside the lines that set right what is left, for a shell in the container; empty where nothing is
 */
record Passed(Environment given, List<String> options, String inside) {
    private static final Pattern OBEYED = Pattern.compile(
            "PATH|HOME|USER|TMPDIR|SHELLOPTS|BASHOPTS|BASH_ENV|ENV|POSIXLY_CORRECT"
                    + "|(DOCKER|COMPOSE|BUILDKIT|LD|SSH|XDG|OTEL|GO|BASH_FUNC|SLIPWAY)[A-Z_].*|GODEBUG|(?i:[a-z]+_proxy)");

    static Passed of(Environment wanted) {
        Map<String, String> plain = new LinkedHashMap<>();
        List<Secret> secrets = new ArrayList<>();
        List<String> options = new ArrayList<>();
        StringBuilder inside = new StringBuilder();
        wanted.plain().forEach((name, value) -> plain.put(passed(name, options, inside), value));
        wanted.secrets()
                .forEach(secret -> secrets.add(new Secret(passed(secret.name(), options, inside), secret.reveal())));
        wanted.dropped().stream()
                .filter(Passed::isName)
                .forEach(name -> inside.append("unset ").append(name).append('\n'));
        return new Passed(new Environment(plain, secrets, List.of()), List.copyOf(options), inside.toString());
    }

    private static String passed(String name, List<String> options, StringBuilder inside) {
        String by = name;
        if (OBEYED.matcher(name).matches() && isName(name)) {
            by = "SLIPWAY_PASS_" + options.size();
            inside.append("export ")
                    .append(name)
                    .append("=\"$")
                    .append(by)
                    .append("\"\nunset ")
                    .append(by)
                    .append('\n');
        }
        options.add("--env");
        options.add(by);
        return by;
    }

    private static boolean isName(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*");
    }
}
