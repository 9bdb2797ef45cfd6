package dev.slipway.postgres;

import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machine of a place by its own name: what is "here" for one is not for another that shares the store. */
public final class Machine {
    private static final Duration BRIEF = Duration.ofSeconds(30);

    private Machine() {}

    /** Which server of PostgreSQL it is, so that two of them are told apart. */
    public static String of(Tools tools) throws Refusal, InterruptedException {
        Address address = tools.address();
        return address.local() ? name(tools.site()) + ":" + address.port() : address.server();
    }

    public static String name(Site site) throws Refusal, InterruptedException {
        Place.Command uname = new Place.Command(
                List.of("uname", "-n"),
                Optional.empty(),
                new Place.Environment(Map.of("LC_ALL", "C"), List.of(), List.of()),
                BRIEF);
        if (site.place().run(uname) instanceof Place.Ran.Ended(int status, String stdout, String _)
                && status == 0
                && !stdout.isBlank()) {
            return stdout.strip();
        }
        throw new Refusal(site.place().name() + " does not say its name");
    }
}
