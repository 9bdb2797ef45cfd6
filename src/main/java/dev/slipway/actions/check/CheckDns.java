package dev.slipway.actions.check;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.hands.Place;
import dev.slipway.hands.Program;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.OrOne;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code check.dns}: a name leads where it should, for whoever asks. */
public final class CheckDns implements Action<CheckDns.Wanted> {

    public record Wanted(
            @Doc("The name") String name,

            @Doc("The addresses that it must have, all of them and no others; without it any will do")
            @OrOne
            @Standard("")
            List<String> address,

            @Doc(
                    "Servers to ask, such as 192.0.2.53 or [2001:db8::1]:5353; without it, as programs at the step's place do")
            @OrOne
            @Standard("")
            List<String> server,

            @Doc("How long one server may take") @Standard("5s")
            Duration timeout,

            @Doc("Ask again until all is right, for so long")
            Optional<Duration> within,

            @Doc("How long to wait between tries") @Standard("5s")
            Duration every) {
        public Wanted {
            address = List.copyOf(address);
            server = List.copyOf(server);
            if (!name.matches("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?")) {
                throw new IllegalArgumentException("'" + name + "' is not a name that DNS can have");
            }
            address.forEach(Listening::check);
            server.forEach(DnsServer::of);
        }
    }

    @Override
    public String name() {
        return "check.dns";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a name leads to the right addresses";
    }

    @Override
    public String doc() {
        return "Without 'server' it asks getent at the step's place, which looks into /etc/hosts too. With it, each server is"
                + " asked for A and AAAA by DNS from the machine where Slipway runs, with no cache between; all must give"
                + " the same as they should. An AAAA record that nobody expects is a difference too.";
    }

    @Override
    public String example() {
        return "check.dns: {name: planner.example.com, address: 192.0.2.7, server: [192.0.2.53, 198.51.100.53]}";
    }

    @Override
    public Parameters<Wanted> parameters() {
        return RecordParameters.of(Wanted.class);
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        List<String> servers = shown.texts("server");
        return Preview.line(shown.text("name", "?")
                + (shown.texts("address").isEmpty() ? " is known" : " is " + String.join(", ", shown.texts("address")))
                + (servers.size() > 1
                        ? " for " + servers.size() + " servers"
                        : servers.isEmpty() ? "" : " for " + servers.getFirst()));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Wanted wanted, Site site) throws InterruptedException {
        return new Patience(wanted.every(), wanted.within())
                .await(site, wanted.timeout(), limit -> seen(wanted, limit, site));
    }

    private static Seen seen(Wanted wanted, Duration limit, Site site) throws InterruptedException {
        try {
            if (wanted.server().isEmpty()) {
                return judge(wanted, known(wanted.name(), limit, site), "here");
            }
            Seen seen = new Seen.AsWanted("");
            for (String server : wanted.server()) {
                Set<String> found = DnsServer.of(server).addresses(wanted.name(), limit);
                seen = judge(wanted, found, "for " + server);
                if (!(seen instanceof Seen.AsWanted)) {
                    return seen;
                }
                if (wanted.server().size() > 1) {
                    site.say(server + ": " + String.join(", ", found));
                }
            }
            return seen;
        } catch (Refusal refusal) {
            return new Seen.Otherwise(refusal.why());
        }
    }

    private static Set<String> known(String name, Duration limit, Site site) throws Refusal, InterruptedException {
        Place.Ran.Ended ended = new Program(site, limit, "getent").ended(List.of("ahosts", name));
        return ended.stdout()
                .lines()
                .map(line -> line.strip().split("\\s+", -1)[0])
                .filter(text -> !text.isEmpty())
                .map(DnsServer::plain)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Seen judge(Wanted wanted, Set<String> found, String whose) {
        if (found.isEmpty()) {
            return new Seen.Otherwise("the name " + wanted.name() + " is not known " + whose);
        }
        Set<String> expected =
                wanted.address().stream().map(DnsServer::plain).collect(Collectors.toCollection(TreeSet::new));
        return expected.isEmpty() || expected.equals(found)
                ? new Seen.AsWanted(wanted.name() + " is " + String.join(", ", found))
                : new Seen.Otherwise(wanted.name() + " is " + String.join(", ", found) + " " + whose + ", where "
                        + String.join(", ", expected) + " is expected");
    }
}
