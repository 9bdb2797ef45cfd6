package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.mariadb.MariaRefusal;
import dev.slipway.mariadb.MariaSession;
import dev.slipway.parameters.Among;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Standard;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code check.mariadb}: a server lets one in, can be written to, and is not at its limits. */
public final class CheckMariadb implements Action<CheckMariadb.Health> {

    public record Health(
            @Among Login.Written server,

            @Among Wish wish,

            @Doc("How long a transaction may have been open")
            Optional<Duration> longestTransaction,

            @Doc("How long one attempt may take") @Standard("5s")
            Duration timeout) {}

    @Override
    public String name() {
        return "check.mariadb";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a MariaDB or MySQL server can be used";
    }

    @Override
    public String doc() {
        return "Connects from the machine where Slipway runs, logs in by mysql_native_password and asks, in the servers' own"
                + " protocol. A wrong password, and a server that is read only where a primary is wanted, are failures. To"
                + " see transactions the user needs PROCESS, and REPLICA MONITOR to see how far behind it is. Users of"
                + " other plugins, such as caching_sha2_password, are refused by name.";
    }

    @Override
    public String example() {
        return "check.mariadb: {host: db.internal, user: monitor, password: $DB_PASSWORD, connections: 80%}";
    }

    @Override
    public Parameters<Health> parameters() {
        return RecordParameters.of(Health.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return Given.names(parameters, "url", "password");
    }

    @Override
    public String preview(Data.Mapping parameters) {
        return Wish.preview(parameters);
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Health health, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Login login = health.server().found(Login.Kind.MARIADB, site.environment());
            return health.wish().patience().await(site, health.timeout(), limit -> look(health, login, limit));
        });
    }

    private static Seen look(Health health, Login login, Duration limit) throws InterruptedException {
        MariaSession.Entrance entrance = new MariaSession.Entrance(login.host(), login.port(), login.tls());
        MariaSession.Login user = new MariaSession.Login(login.user().orElse("root"), login.password());
        try (MariaSession session = MariaSession.open(entrance, user, limit)) {
            Map<String, String> seen = session.ask("select @@global.read_only as ro, @@version as version,"
                            + " @@global.max_connections as most")
                    .getFirst();
            List<Map<String, String>> following = following(session, health);
            List<String> wrong = new ArrayList<>(standing(health, seen, following));
            wrong.addAll(limits(health, seen, session));
            String role = text(seen, "ro").equals("0") ? "writable" : "read only";
            return Wish.judged(
                    wrong,
                    text(seen, "version") + ", " + role,
                    Map.of(
                            "version",
                            Data.of(text(seen, "version")),
                            "writable",
                            new Data.Bool(role.equals("writable"))));
        } catch (MariaRefusal refusal) {
            return refusal.login()
                    ? new Seen.Hopeless(login.server() + " does not let this user in: " + refusal.getMessage())
                    : new Seen.Otherwise(login.server() + ": " + refusal.getMessage());
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return new Seen.Otherwise(Reaching.why(e, login));
        }
    }

    /** Asked only where it matters, since it needs a right of its own. MySQL 8.4 no longer knows the old word. */
    private static List<Map<String, String>> following(MariaSession session, Health health) throws IOException {
        if (health.wish().role() != Role.REPLICA && health.wish().lag().isEmpty()) {
            return List.of();
        }
        try {
            return session.ask("show slave status");
        } catch (MariaRefusal refusal) {
            if (refusal.code() == 1064) {
                return session.ask("show replica status");
            }
            throw refusal;
        }
    }

    private static List<String> standing(Health health, Map<String, String> seen, List<Map<String, String>> following) {
        List<String> wrong = new ArrayList<>();
        if (health.wish().role() == Role.PRIMARY && !text(seen, "ro").equals("0")) {
            wrong.add("the server is read only");
        }
        if (health.wish().role() == Role.REPLICA && following.isEmpty()) {
            wrong.add("the server is not a replica");
        }
        for (Map<String, String> each : following) {
            String behind = each.getOrDefault("Seconds_Behind_Master", text(each, "Seconds_Behind_Source"));
            if (behind.isEmpty()) {
                wrong.add("the replica does not follow its primary: "
                        + Optional.of(text(each, "Last_Error"))
                                .filter(says -> !says.isEmpty())
                                .orElse("it is stopped, or has no connection"));
            } else {
                health.wish().behind("it is", number(behind)).ifPresent(wrong::add);
            }
        }
        return wrong;
    }

    private static List<String> limits(Health health, Map<String, String> seen, MariaSession session)
            throws IOException {
        List<String> wrong = new ArrayList<>();
        if (health.wish().connections().isPresent()) {
            Map<String, String> used =
                    session.ask("show global status like 'Threads_connected'").getFirst();
            health.wish()
                    .crowded(number(text(used, "Value")), number(text(seen, "most")))
                    .ifPresent(wrong::add);
        }
        if (health.longestTransaction().isPresent()) {
            Map<String, String> oldest = session.ask(
                            "select coalesce(timestampdiff(second, min(trx_started), now()), 0)"
                                    + " as seconds from information_schema.innodb_trx")
                    .getFirst();
            Wish.longOpen(health.longestTransaction(), number(text(oldest, "seconds")))
                    .ifPresent(wrong::add);
        }
        return wrong;
    }

    private static String text(Map<String, String> row, String name) {
        return row.getOrDefault(name, "");
    }

    private static BigDecimal number(String text) {
        return Relation.number(text).orElse(BigDecimal.ZERO);
    }
}
