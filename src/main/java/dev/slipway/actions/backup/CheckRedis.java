package dev.slipway.actions.backup;

import dev.slipway.base.Data;
import dev.slipway.base.Secret;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Patience.Seen;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Among;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.parameters.Size;
import dev.slipway.parameters.Standard;
import dev.slipway.redis.RedisSession;
import dev.slipway.redis.Reply;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code check.redis}: a server lets one in, can be written to, and is not at its limits. */
public final class CheckRedis implements Action<CheckRedis.Health> {

    public record Health(
            @Among Login.Written server,

            @Among Wish wish,

            @Doc("How many replicas must follow it at least")
            Optional<Integer> replicas,

            @Doc("How much of its memory may be used, such as 90%")
            Optional<Size> memory,

            @Doc("How long one attempt may take") @Standard("5s")
            Duration timeout) {
        public Health {
            Share.check("memory", memory);
        }
    }

    @Override
    public String name() {
        return "check.redis";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a Redis server can be used";
    }

    @Override
    public String doc() {
        return "Connects from the machine where Slipway runs, logs in and asks, in Redis' own protocol. A wrong password, a"
                + " server that is loading, one that cannot save and so accepts no writes, and a replica where a primary is"
                + " wanted are failures. The user needs PING and INFO.";
    }

    @Override
    public String example() {
        return "check.redis: {url: $REDIS_URL, replicas: 1, lag: 10s, memory: 90%}";
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
            Login login = health.server().found(Login.Kind.REDIS, site.environment());
            return health.wish().patience().await(site, health.timeout(), limit -> look(health, login, limit));
        });
    }

    private static Seen look(Health health, Login login, Duration limit) throws InterruptedException {
        RedisSession.Entrance entrance = new RedisSession.Entrance(login.host(), login.port(), login.tls());
        try (RedisSession session = RedisSession.open(entrance, limit)) {
            if (login.password().isPresent()
                    && admitted(session, login, login.password().get()) instanceof Reply.Refused(String says)) {
                return new Seen.Hopeless(login.server() + " does not let this user in: " + said(says));
            }
            if (session.ask("PING") instanceof Reply.Refused(String says)) {
                return says.startsWith("NOAUTH")
                        ? new Seen.Hopeless(login.server() + " wants a password, and none was given")
                        : new Seen.Otherwise(login.server() + ": " + said(says));
            }
            return switch (session.ask("INFO")) {
                case Reply.Text(String text) -> judged(health, info(text));
                case Reply.Refused(String says) ->
                    new Seen.Hopeless(login.server() + " does not say how it is: " + said(says));
                case Reply.Count _, Reply.Nothing _, Reply.Many _ ->
                    new Seen.Hopeless("what answers at " + login.server() + " does not speak as Redis does");
            };
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return new Seen.Otherwise(Reaching.why(e, login));
        }
    }

    private static Reply admitted(RedisSession session, Login login, Secret password) throws IOException {
        return login.user().isPresent()
                ? session.authenticate(login.user().get(), password)
                : session.authenticate(password);
    }

    private static String said(String says) {
        return says.replaceFirst("^[A-Z]+ ", "").replaceFirst("\\.$", "");
    }

    private static Map<String, String> info(String text) {
        Map<String, String> all = new LinkedHashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                all.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return all;
    }

    private static Seen judged(Health health, Map<String, String> info) {
        List<String> wrong = new ArrayList<>(standing(health, info));
        health.wish()
                .crowded(number(info, "connected_clients"), number(info, "maxclients"))
                .ifPresent(wrong::add);
        health.memory()
                .flatMap(share -> Share.over(share, number(info, "used_memory"), number(info, "maxmemory")))
                .ifPresent(says -> wrong.add(says + " bytes of memory are used"));
        String role = text(info, "role").equals("master") ? "primary" : "replica";
        return Wish.judged(
                wrong,
                "Redis " + text(info, "redis_version") + ", a " + role,
                Map.of(
                        "version", Data.of(text(info, "redis_version")),
                        "role", Data.of(role),
                        "replicas", Data.of(number(info, "connected_slaves").longValue()),
                        "connections", Data.of(number(info, "connected_clients").longValue()),
                        "memory_bytes", Data.of(number(info, "used_memory").longValue())));
    }

    private static List<String> standing(Health health, Map<String, String> info) {
        List<String> wrong = new ArrayList<>();
        boolean replica = text(info, "role").equals("slave");
        if (text(info, "loading").equals("1")) {
            wrong.add("the server is still loading its data");
        }
        if (replica && health.wish().role() == Role.PRIMARY) {
            wrong.add("the server is a replica of " + text(info, "master_host") + ":" + text(info, "master_port")
                    + ", and nothing can be written there");
        } else if (!replica && health.wish().role() == Role.REPLICA) {
            wrong.add("the server is not a replica");
        }
        if (!replica && text(info, "rdb_last_bgsave_status").equals("err")) {
            wrong.add("the server could not save its data, and by default takes no writes until it can");
        }
        if (text(info, "aof_last_write_status").equals("err")) {
            wrong.add("the server could not write its append-only file, and takes no writes until it can");
        }
        if (replica && !text(info, "master_link_status").equals("up")) {
            wrong.add("the replica has no connection to its primary");
        }
        Wish.few(health.replicas(), number(info, "connected_slaves")).ifPresent(wrong::add);
        BigDecimal seconds = replica ? number(info, "master_last_io_seconds_ago") : slowest(info);
        health.wish().behind(replica ? "it is" : "a replica is", seconds).ifPresent(wrong::add);
        return wrong;
    }

    /** {@code slave0:ip=…,port=…,state=online,offset=…,lag=1} */
    private static BigDecimal slowest(Map<String, String> info) {
        return info.entrySet().stream()
                .filter(entry -> entry.getKey().matches("slave\\d+"))
                .flatMap(entry -> Stream.of(entry.getValue().split(",", -1)))
                .filter(part -> part.startsWith("lag="))
                .flatMap(part -> Relation.number(part.substring("lag=".length())).stream())
                .max(Comparator.naturalOrder())
                .orElse(BigDecimal.ZERO);
    }

    private static String text(Map<String, String> info, String name) {
        return info.getOrDefault(name, "");
    }

    private static BigDecimal number(Map<String, String> info, String name) {
        return Relation.number(text(info, name)).orElse(BigDecimal.ZERO);
    }
}
