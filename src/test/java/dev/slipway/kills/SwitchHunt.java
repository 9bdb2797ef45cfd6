package dev.slipway.kills;

import dev.slipway.actions.deploy.ShopBook;
import dev.slipway.base.RunId;
import dev.slipway.engine.ForReal;
import dev.slipway.hands.Journal.RunRow;
import dev.slipway.hands.Processes;
import dev.slipway.hands.Processes.Seen;
import dev.slipway.kills.Victim.Reach;
import dev.slipway.places.local.LocalProcesses;
import dev.slipway.route.Mode;
import dev.slipway.route.PoolId;
import dev.slipway.route.RoutePlan;
import dev.slipway.route.Share;
import dev.slipway.traffic.Front;
import dev.slipway.traffic.Load;
import dev.slipway.traffic.embedded.EmbeddedFront;
import dev.slipway.traffic.haproxy.HaproxyFront;
import dev.slipway.traffic.nginx.NginxFront;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Releases of a shop behind the real proxy, visited all the time by clients that never ask twice. Each is killed when it has
 * said so many lines, and resumed.
 */
final class SwitchHunt implements AutoCloseable {
    private static final Duration WHOLE_RUN = Duration.ofSeconds(90);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final int CLIENTS = 10;

    /** How versions are released. */
    enum Strategy {
        BLUE_GREEN("smoke: [{get: /, text: shop}]\nbake: 10m", 1),
        CANARY(
                "strategy: canary\nsteps: ['20% for 200ms', '60% for 50ms', '100%']\ntake-back-when: ['error-rate > 5%']\n"
                        + "judge: {requests: 20}\nsmoke: [{get: /health, json: \"json.status == 'ok'\"}]",
                1),
        ROLLING("strategy: rolling\ninstances: 2", 2),
        IN_PLACE("strategy: in-place", 1);

        private final String how;
        private final int instances;

        Strategy(String how, int instances) {
            this.how = how;
            this.instances = instances;
        }
    }

    /** Which proxy the shop is behind. */
    enum Proxies {
        EMBEDDED {
            @Override
            Declared start(Path folder) throws Exception {
                EmbeddedFront front = EmbeddedFront.start(folder);
                return new Declared(front, "{embedded: '" + front.control() + "'}");
            }
        },
        HAPROXY {
            @Override
            Declared start(Path folder) throws Exception {
                HaproxyFront front = HaproxyFront.start(folder);
                return new Declared(
                        front,
                        "{haproxy: '" + front.socket() + "', backend: shop, url: 'http://127.0.0.1:" + front.port()
                                + "'}");
            }
        },
        NGINX {
            @Override
            Declared start(Path folder) throws Exception {
                NginxFront front = NginxFront.start(folder);
                return new Declared(
                        front,
                        "{nginx: '" + NginxFront.routes(folder) + "', at: '127.0.0.1:" + front.asked()
                                + "', url: 'http://127.0.0.1:" + front.port() + "'}");
            }
        };

        /** @param settings of the front in a runbook */
        record Declared(Front front, String settings) {}

        abstract Declared start(Path folder) throws Exception;

        /** Only the embedded one can hold requests. */
        boolean can(Strategy strategy) {
            return this == EMBEDDED || strategy != Strategy.IN_PLACE;
        }
    }

    /** What becomes of the release. */
    enum Course {
        SUCCEEDS,
        /** A later step fails. */
        IS_UNDONE,
        /** Its trigger fires; only a canary has one. */
        IS_BAD
    }

    private final Path folder;
    private final Strategy strategy;
    private final Random random;
    private final Front front;
    private final Processes processes;
    private final Load load;
    private final ForReal inside;
    private String live = "v1";
    private int last = 1;
    private int kills;
    private Duration slowest = Duration.ZERO;

    SwitchHunt(Path folder, Proxies proxy, Strategy strategy, Random random) throws Exception {
        this.folder = folder.toRealPath();
        this.strategy = strategy;
        this.random = random;
        Proxies.Declared declared = proxy.start(Files.createDirectory(this.folder.resolve("proxy")));
        this.front = declared.front();
        Files.writeString(this.folder.resolve("runbook.md"), ShopBook.text(declared.settings(), strategy.how));
        this.processes = new LocalProcesses(this.folder.resolve(".slipway"), this.folder);
        this.inside =
                new ForReal(this.folder, this.folder.resolve(".slipway"), Map.of(), System.getProperty("user.name"));
        Victim first = Victim.start(this.folder, words("v1", Course.SUCCEEDS));
        OptionalInt exit = first.await(WHOLE_RUN);
        if (!exit.equals(OptionalInt.of(0))) {
            throw new IllegalStateException("the first release: " + exit + " " + first.said());
        }
        this.load = Load.on(front.port(), CLIENTS);
    }

    int kills() {
        return kills;
    }

    long answered() {
        return load.answered();
    }

    /** How long the resumed run took that took longest. */
    Duration slowest() {
        return slowest;
    }

    /** Every point of one course, until the release comes to its end before it could be killed; then what was broken. */
    List<String> everyPoint(Course course) throws IOException, InterruptedException {
        for (int point = 0; ; point++) {
            int before = kills;
            List<String> broken = play(course, point);
            if (!broken.isEmpty() || kills == before) {
                return broken;
            }
        }
    }

    /** One release, killed when it has said {@code point} lines; what was broken. */
    List<String> play(Course course, int point) throws IOException, InterruptedException {
        last++;
        String version = "v" + last;
        Optional<RunId> earlier = newest();
        Victim victim = Victim.start(folder, words(version, course));
        OptionalInt exit = untilItHasSaid(victim, point);
        String said = victim.said();
        if (exit.isEmpty()) {
            victim.kill(Reach.SLIPWAY_ALONE);
            kills++;
            if (newest().equals(earlier)) {
                return verdict(live, version, "killed before it was a run: " + said);
            }
            if (inside.desk().show(newest().orElseThrow()).run().ended().isEmpty()) {
                long began = System.nanoTime();
                Victim second = Victim.start(folder, List.of("resume", "last"));
                exit = second.await(WHOLE_RUN);
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
                said += "-- killed, resumed --\n" + second.said();
                if (exit.isEmpty()) {
                    return List.of("resumed, it does not come to an end: " + said);
                }
            }
        }
        String before = live;
        live = course == Course.SUCCEEDS ? version : live;
        List<String> broken = verdict(live, course == Course.SUCCEEDS ? before : version, said);
        int wanted = course == Course.SUCCEEDS ? 0 : 1;
        if (exit.isPresent() && exit.getAsInt() != wanted) {
            broken.add("exit status " + exit.getAsInt() + " instead of " + wanted + "\n" + said);
        }
        endTheOthers();
        return broken;
    }

    private Optional<RunId> newest() {
        return inside.desk().runs(1).stream().findFirst().map(RunRow::id);
    }

    private List<String> words(String version, Course course) {
        return List.of(
                "run",
                "runbook.md",
                "release",
                "-i",
                "version=" + version,
                "-i",
                "fails=" + (course == Course.IS_BAD ? "40" : "0"),
                "-i",
                "after=" + (course == Course.IS_UNDONE ? "false" : "true"));
    }

    private OptionalInt untilItHasSaid(Victim victim, int lines) throws IOException, InterruptedException {
        OptionalInt exit = victim.await(LOOK);
        while (exit.isEmpty() && victim.said().lines().count() < lines) {
            exit = victim.await(LOOK);
        }
        return exit.isPresent() ? exit : victim.await(Duration.ofMillis(random.nextInt(60)));
    }

    /** What of all that was promised does not hold. */
    private List<String> verdict(String serves, String other, String said) throws IOException, InterruptedException {
        List<String> broken = new ArrayList<>();
        RoutePlan plan = front.driver().read().plan();
        if (plan.share(new PoolId(serves)).map(Share::permille).orElse(0) != Share.WHOLE) {
            broken.add(serves + " has not all requests: " + plan);
        }
        if (!(plan.mode() instanceof Mode.Serve) || !plan.pins().isEmpty()) {
            broken.add("the front is left in " + plan.mode() + " with "
                    + plan.pins().size() + " pins");
        }
        int running = running(serves);
        if (running != strategy.instances) {
            broken.add(running + " processes of " + serves);
        }
        boolean gone = Integer.parseInt(other.substring(1)) > Integer.parseInt(serves.substring(1));
        if (gone && running(other) > 0) {
            broken.add(other + " was taken back and still runs");
        }
        load.lost().stream()
                .filter(lost -> !lost.endsWith(": 500"))
                .findFirst()
                .ifPresent(lost -> broken.add("lost: " + load.lost().size() + ", such as " + lost));
        if (!broken.isEmpty()) {
            broken.add(said);
        }
        return broken;
    }

    /** As the system sees them: servers that carry the mark of this version. */
    private int running(String version) throws IOException {
        String mark =
                "SLIPWAY_PROCESS=" + folder.resolve(".slipway/processes/shop").resolve(version) + "/";
        int count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : all) {
                try {
                    boolean java = Files.readSymbolicLink(entry.resolve("exe")).endsWith("java");
                    boolean ours = java
                            && new String(Files.readAllBytes(entry.resolve("environ")), StandardCharsets.ISO_8859_1)
                                    .contains(mark);
                    count += ours ? 1 : 0;
                } catch (IOException _) {
                    // gone, or nobody's business
                }
            }
        }
        return count;
    }

    /** What is kept warm for ten minutes would only be in the way of the next ones. */
    private void endTheOthers() throws InterruptedException {
        for (Seen seen : processes.list()) {
            if (seen.kept() && !seen.name().version().equals(live)) {
                processes.stop(seen.name());
            }
        }
    }

    @Override
    public void close() throws IOException {
        load.finish();
        try {
            for (Seen seen : processes.list()) {
                processes.stop(seen.name());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        inside.close();
        front.close();
    }
}
