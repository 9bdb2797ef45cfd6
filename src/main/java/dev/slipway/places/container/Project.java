package dev.slipway.places.container;

import dev.slipway.hands.Place;
import dev.slipway.hands.Place.Command;
import dev.slipway.hands.Place.Environment;
import dev.slipway.hands.Place.Ran;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that Compose gives to the project of a directory: COMPOSE_PROJECT_NAME of the environment or of {@code .env}, else
 * {@code name:} of the Compose file, else that of the directory.
 */
final class Project {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Environment PLAIN = new Environment(Map.of(), List.of(), List.of());

    /** The first that speaks, each on a line of its own with the word that says which it is. */
    private static final String LOOK = """
            echo "variable ${COMPOSE_PROJECT_NAME-}"
            [ ! -f .env ] || sed -n 's/^[[:space:]]*COMPOSE_PROJECT_NAME[[:space:]]*=[[:space:]]*/dotenv /p' .env
            for file in compose.yaml compose.yml docker-compose.yml docker-compose.yaml; do
              if [ -f "$file" ]; then sed -n 's/^name:[[:space:]]*/file /p' "$file"; break; fi
            done
            echo "folder ${PWD##*/}"
            """;

    private static final Pattern SAID = Pattern.compile("(?m)^(variable|dotenv|file|folder) (.*)$");

    private Project() {}

    static String of(Place at, Optional<String> directory) throws InterruptedException {
        Ran ran = at.run(new Command(List.of("sh", "-c", LOOK), directory, PLAIN, DEADLINE));
        if (ran instanceof Ran.Ended(int status, String stdout, String _) && status == 0) {
            Matcher said = SAID.matcher(stdout);
            while (said.find()) {
                String name = said.group(1).equals("folder") ? normal(said.group(2)) : plain(said.group(2));
                if (!name.isEmpty()) {
                    return name;
                }
            }
        }
        return "default";
    }

    /** Of a scalar or a value as they are usually written; one with a variable in it says nothing here. */
    private static String plain(String text) {
        String value = text.strip().replaceFirst("\\s+#.*$", "").replaceAll("^(['\"])(.*)\\1$", "$2");
        return value.contains("$") ? "" : value;
    }

    /** As both versions of Compose do, but for what the first one leaves at the beginning. */
    static String normal(String folder) {
        return folder.toLowerCase(Locale.ROOT).replaceAll("[^-_a-z0-9]", "").replaceFirst("^[-_]+", "");
    }
}
