package dev.slipway.actions.backup;

import dev.slipway.backup.Backup;
import dev.slipway.backup.Proving;
import dev.slipway.base.Data;
import dev.slipway.hands.Action;
import dev.slipway.hands.Given;
import dev.slipway.hands.Pipe;
import dev.slipway.hands.Refusal;
import dev.slipway.hands.Site;
import dev.slipway.parameters.Among;
import dev.slipway.parameters.Doc;
import dev.slipway.parameters.Parameters;
import dev.slipway.parameters.RecordParameters;
import dev.slipway.plan.Preview;
import dev.slipway.run.Outcome;
import dev.slipway.vault.Opened;
import dev.slipway.vault.Sealing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code backup.redis}: all databases of a server as they are at one instant, sealed in one pass, and proved. */
public final class BackupRedis implements Action<BackupRedis.Dump> {
    private static final Duration ENDING = Duration.ofMinutes(10);

    public record Dump(
            @Among Into into,

            @Among Login.Written server,

            @Doc("The folder of redis-cli, redis-check-rdb and redis-server, when PATH leads to others")
            Optional<String> tools) {}

    @Override
    public String name() {
        return "backup.redis";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "a Redis server into a store, and proved";
    }

    @Override
    public String doc() {
        return "redis-cli asks for all data as a replica does: the server writes down one instant and goes on. On the way into"
                + " the store it is compressed by zstd, encrypted by age and hashed. To prove by list or restore it lies for that"
                + " time in a folder of its own that nobody else can read. A server of its own must then load as many keys as"
                + " were counted; it listens nowhere but at a socket there.";
    }

    @Override
    public String example() {
        return "backup.redis: {url: $REDIS_URL, store: backups}";
    }

    @Override
    public Parameters<Dump> parameters() {
        return RecordParameters.of(Dump.class);
    }

    @Override
    public List<String> variables(Data.Mapping parameters) {
        return Given.names(parameters, "url", "password", "identity");
    }

    @Override
    public String preview(Data.Mapping parameters) {
        Preview shown = new Preview(parameters);
        return Preview.line(shown.text("host").or(() -> shown.text("url")).orElse("localhost") + " into "
                + shown.text("store", "?") + ", proved by " + shown.text("prove", "restore"));
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public Outcome perform(Dump dump, Site site) throws InterruptedException {
        return Refusal.orFailed(() -> {
            Login login = dump.server().found(Login.Kind.REDIS, site.environment());
            Programs programs = Programs.of(site, login, dump.tools(), "REDISCLI_AUTH");
            Keeping keeping = Keeping.of(dump.into(), site);
            Says says = Says.ask(programs);
            Backup.What what = new Backup.What(
                    "redis", login.server(), programs.where(), says.version(), Optional.empty(), says.bytes());
            keeping.room(what, says.bytes());
            try (Sealing sealing = keeping.seal("rdb", "rdb")) {
                stream(programs, sealing);
                Backup backup = keeping.enter(sealing, what, "> dump.rdb");
                return keeping.proved(backup, opened -> proved(dump.into().prove(), opened, programs));
            }
        });
    }

    private static List<String> connection(Programs programs) {
        Login login = programs.login();
        List<String> words =
                new ArrayList<>(List.of("-h", login.host(), "-p", Integer.toString(login.port()), "--no-auth-warning"));
        login.user().ifPresent(user -> words.addAll(List.of("--user", user)));
        if (login.tls()) {
            words.add("--tls");
        }
        return words;
    }

    /** What the server says of itself before anything is read. */
    private record Says(String version, long bytes) {
        private static final Pattern VERSION = Pattern.compile("(?m)^redis_version:(\\S+)");
        private static final Pattern BYTES = Pattern.compile("(?m)^used_memory_dataset:(\\d+)");

        static Says ask(Programs programs) throws Refusal, IOException, InterruptedException {
            List<String> words = new ArrayList<>(connection(programs));
            words.add("info");
            try (Pipe info = programs.open(programs.words("redis-cli", words))) {
                String said = new String(info.out().readAllBytes(), StandardCharsets.UTF_8);
                boolean ended = Programs.ended(info.end(ENDING));
                Matcher version = VERSION.matcher(said);
                if (!ended || !version.find()) {
                    throw new Refusal(reason(info.stderr() + "\n" + said, programs));
                }
                Matcher bytes = BYTES.matcher(said);
                return new Says(version.group(1), bytes.find() ? Long.parseLong(bytes.group(1)) : 0);
            }
        }
    }

    private static String reason(String said, Programs programs) {
        String line = said.lines()
                .map(String::strip)
                .filter(each -> each.contains("AUTH failed")
                        || each.startsWith("Could not connect")
                        || each.matches("^(NOAUTH|NOPERM|LOADING|WRONGPASS).*"))
                .findFirst()
                .or(() -> said.lines().filter(each -> !each.isBlank()).reduce((_, last) -> last))
                .orElse("redis-cli has ended");
        if (line.startsWith("NOAUTH")) {
            return programs.login().server() + " wants a password, and none was given";
        }
        return line.contains("AUTH failed")
                ? programs.login().server() + " does not let this user in: "
                        + line.replaceFirst(".*AUTH failed: (\\w+ )?", "").replaceFirst("\\.$", "")
                : line.replaceFirst("\\.$", "");
    }

    private static void stream(Programs programs, Sealing sealing) throws Refusal, IOException, InterruptedException {
        List<String> words = new ArrayList<>(connection(programs));
        words.addAll(List.of("--rdb", "-"));
        try (Pipe pipe = programs.open(programs.words("redis-cli", words))) {
            RdbStream rdb = new RdbStream(sealing.stream());
            Pump.through(pipe.out(), rdb);
            if (!Programs.ended(pipe.end(ENDING))) {
                throw new Refusal("redis-cli: " + reason(pipe.stderr(), programs));
            }
            rdb.finish(pipe.stderr().contains("until EOF marker"));
        }
    }

    /** The folder goes with the script, however it ends; when Slipway dies its input ends, and it finds a file that is cut off. */
    private static final String FOLDER =
            "d=$(mktemp -d); p=; trap 'test -z \"$p\" || { kill \"$p\" 2>/dev/null; wait \"$p\" || :; };"
                    + " rm -rf -- \"$d\"' EXIT; cat >\"$d/dump.rdb\"; \"$1\" \"$d/dump.rdb\" >\"$d/check\" || { tail -n 5 \"$d/check\" >&2;"
                    + " exit 1; }; tail -n 3 \"$d/check\";";

    private static final String SERVER = FOLDER
            + " \"$2\" --port 0 --unixsocket \"$d/s\" --dir \"$d\" --dbfilename dump.rdb --save '' --appendonly no"
            + " >\"$d/log\" 2>&1 & p=$!; until \"$3\" -s \"$d/s\" ping 2>/dev/null | grep -q PONG; do"
            + " kill -0 \"$p\" 2>/dev/null || { tail -n 3 \"$d/log\" >&2; exit 1; }; sleep 0.05; done;"
            + " \"$3\" -s \"$d/s\" info persistence; \"$3\" -s \"$d/s\" info keyspace";

    private static Keeping.Found proved(Proving how, Opened opened, Programs programs)
            throws Refusal, IOException, InterruptedException {
        return Keeping.Found.read(
                how == Proving.RESTORE
                        ? loaded(fed(SERVER, opened, programs))
                        : number("(\\d+) keys read", fed(FOLDER, opened, programs))
                                + " keys, read to the end by redis-check-rdb");
    }

    private static String fed(String script, Opened opened, Programs programs)
            throws Refusal, IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("bash", "-euo", "pipefail", "-c", "umask 077; " + script, "slipway"));
        for (String program : List.of("redis-check-rdb", "redis-server", "redis-cli")) {
            words.addAll(programs.words(program, List.of()));
        }
        Programs without = new Programs(programs.site(), programs.login(), programs.folder(), List.of());
        try (Pipe pipe = without.open(words)) {
            try {
                Pump.through(opened.stream(), pipe.in());
                opened.verify();
            } catch (IOException e) {
                throw new Refusal(pipe.stderr().isBlank() ? String.valueOf(e.getMessage()) : last(pipe.stderr()), e);
            }
            pipe.in().close();
            String said = new String(pipe.out().readAllBytes(), StandardCharsets.UTF_8);
            if (!Programs.ended(pipe.end(ENDING))) {
                throw new Refusal(last(pipe.stderr()));
            }
            return said;
        }
    }

    private static String last(String stderr) {
        return stderr.lines()
                .filter(line -> !line.isBlank())
                .reduce("it could not be loaded", (_, line) -> line)
                .strip();
    }

    private static long number(String pattern, String said) throws Refusal {
        Matcher found = Pattern.compile(pattern).matcher(said);
        if (!found.find()) {
            throw new Refusal("how many keys there are could not be read");
        }
        return Long.parseLong(found.group(1));
    }

    /** What has expired since is not loaded, and said to be. */
    private static String loaded(String said) throws Refusal {
        long counted = number("(\\d+) keys read", said);
        long loaded = number("rdb_last_load_keys_loaded:(\\d+)", said);
        long expired = number("rdb_last_load_keys_expired:(\\d+)", said);
        if (counted != loaded + expired) {
            throw new Refusal(
                    "a server has loaded " + (loaded + expired) + " keys of the " + counted + " that were counted");
        }
        return loaded + " keys loaded by a server of its own" + (expired > 0 ? ", " + expired + " expired since" : "");
    }
}
