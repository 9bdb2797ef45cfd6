package dev.slipway.actions.backup;

import dev.slipway.base.Secret;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.postgres.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The programs of MariaDB or Redis at a step's place, with what they need to log in. The password goes by their environment, under
 * the name that they know.
 */
record Programs(Site site, Login login, Optional<String> folder, List<Secret> secrets) {

    static Programs of(Site site, Login login, Optional<String> folder, String passwordVariable) {
        return new Programs(
                site,
                login,
                folder,
                login.password()
                        .map(secret -> new Secret(passwordVariable, secret.reveal()))
                        .map(List::of)
                        .orElse(List.of()));
    }

    List<String> words(String program, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(folder.map(path -> path + "/" + program).orElse(program));
        words.addAll(arguments);
        return words;
    }

    private Place.Command command(List<String> words) {
        Place.Environment plain = new Place.Environment(Map.of("LC_ALL", "C"), secrets, List.of());
        return new Place.Command(words, site.directory(), plain, Duration.ofDays(1));
    }

    Pipe open(List<String> words) throws Refusal, InterruptedException {
        return switch (site.place().pipe(command(words))) {
            case Place.Piping.Open(Pipe pipe) -> pipe;
            case Place.Piping.NotFound(String word) ->
                throw new Refusal("there is no " + word + " at " + site.place().name()
                        + ": install it, or say where it is by 'tools'");
            case Place.Piping.Refused(String why) -> throw new Refusal(why);
        };
    }

    /** Where the server is, so that two of them are told apart; one of this machine goes by the machine's name. */
    String where() throws Refusal, InterruptedException {
        return login.local() ? Machine.name(site) + ":" + login.port() : login.server();
    }

    static boolean ended(Place.Ran ran) {
        return ran instanceof Place.Ran.Ended(int status, String _, String _) && status == 0;
    }
}
