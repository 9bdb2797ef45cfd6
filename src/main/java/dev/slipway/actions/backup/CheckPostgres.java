package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.base.Durations;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Patience;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Size;
import dev.slipway.parameters.Standard;
import dev.slipway.plan.Preview;
import dev.slipway.postgres.Address;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.run.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code check.postgres}: a server lets one in, can be written to, and is not at its limits. */
public final class CheckPostgres implements Action<CheckPostgres.Health> {

    public record Health(
            @Doc("The variable with the address of the database, such as $DATABASE_URL")
            Optional<String> url,

            @Doc("The name of the database") Optional<String> database,

            @Doc("The server, else as the tools find it: PGHOST, or its socket")
            Optional<String> host,

            @Doc("Its port") Optional<Integer> port,

            @Doc("Who connects") Optional<String> user,

            @Doc("The variable with the password, such as $DB_PASSWORD; without one ~/.pgpass is asked")
            Optional<String> password,

            @Doc("What it must be: primary can be written to, replica follows one") @Standard("primary")
            Role role,

            @Doc("How far behind its replicas may be, or a replica itself")
            Optional<Duration> lag,

            @Doc("How many replicas must follow it at least")
            Optional<Integer> replicas,

            @Doc("How much of its connections may be used, such as 80%")
            Optional<Size> connections,

            @Doc("How long a transaction may have been open")
            Optional<Duration> longestTransaction,

            @Doc("Try again until all is right, for so long")
            Optional<Duration> within,

            @Doc("How long to wait between tries") @Standard("2s")
            Duration every,

            @Doc("The folder of psql, when PATH leads to another")
            Optional<String> tools) {
        public Health {
            Address.Written _ = new Address.Written(url, database, host, port, user, password);
            Share.check("connections", connections);
        }
    }

    @Override
    public String name() {
        return "check.postgres";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a PostgreSQL server can be used";
    }

    @Override
    public String doc() {
        return "Logs in and asks, by psql: a port that accepts says little. What cannot be written to is a failure unless"
                + " role: replica. To see how long transactions of others are open, the user needs pg_monitor.";
    }

    @Override
    public String example() {
        return "check.postgres: {url: $DATABASE_URL, lag: 10s, connections: 80%, longest-transaction: 5m}";
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
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("database").or(() -> shown.text("url")).orElse("?") + " as "
                + shown.text("role", "primary") + shown.phrase(" within ", "within"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Health health, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Address address = new Address.Written(
                            health.url(),
                            health.database(),
                            health.host(),
                            health.port(),
                            health.user(),
                            health.password())
                    .found(site.environment());
            Tools tools = new Tools(site, address, health.tools());
            return new Patience(health.every(), health.within())
                    .await(site, Duration.ofSeconds(30), _ -> look(health, tools));
        });
    }

    private static Seen look(Health health, Tools tools) throws InterruptedException {
        try (Psql session = Psql.open(tools)) {
            session.run("set statement_timeout = '10s';");
            Map<String, Data> seen = ((Data.Mapping) session.value(QUESTION)).entries();
            List<String> wrong = wrong(health, seen);
            if (!wrong.isEmpty()) {
                return new Seen.Otherwise(String.join("; ", wrong));
            }
            Map<String, Data> outputs = new LinkedHashMap<>(seen);
            outputs.values().removeIf(Data.Nothing.class::isInstance);
            return new Seen.AsWanted(
                    "PostgreSQL " + seen.getOrDefault("version", Data.of("")).plain() + ", "
                            + (truth(seen, "standby") ? "a replica" : "a primary"),
                    outputs);
        } catch (Refusal refusal) {
            return new Seen.Otherwise(refusal.why());
        }
    }

    private static final String QUESTION = """
            select json_build_object(
                'version', current_setting('server_version'),
                'standby', pg_is_in_recovery(),
                'read_only', current_setting('transaction_read_only')::boolean,
                'sees_all', pg_has_role('pg_read_all_stats', 'member'),
                'connections', (select count(*) from pg_stat_activity where backend_type = 'client backend'),
                'most_connections', current_setting('max_connections')::int,
                'oldest_seconds', (select coalesce(extract(epoch from max(now() - xact_start)), 0) from pg_stat_activity
                    where backend_type = 'client backend' and pid <> pg_backend_pid()),
                'replicas', (select count(*) from pg_stat_replication where state = 'streaming'),
                'receiving', (select count(*) from pg_stat_wal_receiver where pid is not null),
                'lag_seconds', case when pg_is_in_recovery()
                    then case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
                        else coalesce(extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()), 0) end
                    else (select coalesce(extract(epoch from max(replay_lag)), 0) from pg_stat_replication) end);
            """;

    private static List<String> wrong(Health health, Map<String, Data> seen) {
        boolean standby = truth(seen, "standby");
        List<String> wrong = new ArrayList<>();
        if (health.role() == Role.PRIMARY && standby) {
            wrong.add("the server is a replica, and nothing can be written there");
        } else if (health.role() == Role.PRIMARY && truth(seen, "read_only")) {
            wrong.add("the server is read only: default_transaction_read_only is on");
        } else if (health.role() == Role.REPLICA && !standby) {
            wrong.add("the server is not a replica");
        }
        if (standby && health.lag().isPresent() && number(seen, "receiving").signum() == 0) {
            wrong.add("the replica receives nothing from its primary");
        }
        health.lag()
                .filter(limit -> number(seen, "lag_seconds").compareTo(seconds(limit)) > 0)
                .ifPresent(limit -> wrong.add((standby ? "it is " : "a replica is ") + said(seen, "lag_seconds")
                        + " behind, where " + Durations.show(limit) + " is the limit"));
        health.replicas()
                .filter(least -> number(seen, "replicas").intValue() < least)
                .ifPresent(least ->
                        wrong.add(number(seen, "replicas") + " replicas follow it, where " + least + " are wanted"));
        health.connections()
                .flatMap(share -> Share.over(share, number(seen, "connections"), number(seen, "most_connections")))
                .ifPresent(says -> wrong.add(says + " connections are used"));
        if (health.longestTransaction().isPresent()) {
            Duration limit = health.longestTransaction().get();
            if (!truth(seen, "sees_all")) {
                wrong.add("the user does not see the transactions of others: grant pg_monitor to it");
            } else if (number(seen, "oldest_seconds").compareTo(seconds(limit)) > 0) {
                wrong.add("a transaction has been open for " + said(seen, "oldest_seconds") + ", where "
                        + Durations.show(limit) + " is the limit");
            }
        }
        return wrong;
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3);
    }

    private static String said(Map<String, Data> seen, String name) {
        return Patience.said(Duration.ofSeconds(
                number(seen, name).setScale(0, RoundingMode.HALF_UP).longValue()));
    }

    private static BigDecimal number(Map<String, Data> seen, String name) {
        return seen.get(name) instanceof Data.Num(BigDecimal value) ? value : BigDecimal.ZERO;
    }

    private static boolean truth(Map<String, Data> seen, String name) {
        return seen.get(name) instanceof Data.Bool(boolean truth) && truth;
    }
}
