package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Among;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.plan.Preview;
import dev.slipway.postgres.Address;
import dev.slipway.postgres.Psql;
import dev.slipway.postgres.Tools;
import dev.slipway.run.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code check.postgres}: a server lets one in, can be written to, and is not at its limits. */
public final class CheckPostgres implements Action<CheckPostgres.Health> {

    public record Health(
            @Among Address.Written address,

            @Among Wish wish,

            @Doc("How many replicas must follow it at least")
            Optional<Integer> replicas,

            @Doc("How long a transaction may have been open")
            Optional<Duration> longestTransaction,

            @Doc("The folder of psql, when PATH leads to another")
            Optional<String> tools) {}

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
                + " role is replica or any. To see how long transactions of others are open, the user needs pg_monitor.";
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
        return Wish.preview(
                parameters, shown.text("database").or(() -> shown.text("url")).orElse("?"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Health health, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Tools tools = new Tools(site, health.address().found(site.environment()), health.tools());
            return health.wish().patience().await(site, Duration.ofSeconds(30), _ -> look(health, tools));
        });
    }

    private static Seen look(Health health, Tools tools) throws InterruptedException {
        try (Psql session = Psql.open(tools)) {
            session.run("set statement_timeout = '10s';");
            Map<String, Data> seen = ((Data.Mapping) session.value(QUESTION)).entries();
            List<String> wrong = wrong(health, seen);
            Map<String, Data> outputs = new LinkedHashMap<>(seen);
            outputs.values().removeIf(Data.Nothing.class::isInstance);
            return Wish.judged(
                    wrong,
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
        if (health.wish().role() == Role.PRIMARY && standby) {
            wrong.add("the server is a replica, and nothing can be written there");
        } else if (health.wish().role() == Role.PRIMARY && truth(seen, "read_only")) {
            wrong.add("the server is read only: default_transaction_read_only is on");
        } else if (health.wish().role() == Role.REPLICA && !standby) {
            wrong.add("the server is not a replica");
        }
        if (standby
                && health.wish().lag().isPresent()
                && number(seen, "receiving").signum() == 0) {
            wrong.add("the replica receives nothing from its primary");
        }
        health.wish()
                .behind(standby ? "it is" : "a replica is", number(seen, "lag_seconds"))
                .ifPresent(wrong::add);
        Wish.few(health.replicas(), number(seen, "replicas")).ifPresent(wrong::add);
        health.wish()
                .crowded(number(seen, "connections"), number(seen, "most_connections"))
                .ifPresent(wrong::add);
        if (health.longestTransaction().isPresent() && !truth(seen, "sees_all")) {
            wrong.add("the user does not see the transactions of others: grant pg_monitor to it");
        } else {
            Wish.longOpen(health.longestTransaction(), number(seen, "oldest_seconds"))
                    .ifPresent(wrong::add);
        }
        return wrong;
    }

    private static BigDecimal number(Map<String, Data> seen, String name) {
        return seen.get(name) instanceof Data.Num(BigDecimal value) ? value : BigDecimal.ZERO;
    }

    private static boolean truth(Map<String, Data> seen, String name) {
        return seen.get(name) instanceof Data.Bool(boolean truth) && truth;
    }
}
