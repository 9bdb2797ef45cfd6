package dev.slipway.examples;

import dev.slipway.engine.ForReal;
import dev.slipway.engine.ForReal.Played;
import dev.slipway.hands.Engine;
import dev.slipway.traffic.Load;
import dev.slipway.traffic.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A machine for OpenRisk: its repository, a real nginx in front, Docker with one of the two Composes. Nothing runs on it at first. */
final class OpenRisk implements AutoCloseable {

    enum Compose {
        V1,
        V2
    }

    private final String name = Engine.unique("openrisk");
    private final Path home;
    private final int front = Servers.freePort();
    private final int blue = Servers.freePort();
    private final int green = Servers.freePort();
    private final Process nginx;
    private final ForReal slipway;

    OpenRisk(Path folder, Compose compose) throws Exception {
        Engine.said("bin/images", "java", "jdk", "nginx", "postgres", "redis");
        this.home = Files.createDirectories(folder).toRealPath();
        Engine.said(
                "bash",
                "src/test/resources/systems/openrisk.sh",
                home.toString(),
                name,
                compose.name(),
                String.valueOf(front),
                String.valueOf(blue),
                String.valueOf(green));
        this.slipway = new ForReal(repository(), home.resolve("slipway"), variables(), System.getProperty("user.name"));
        this.nginx = Servers.start(
                home,
                List.of(
                        "/usr/sbin/nginx",
                        "-p",
                        home.toString(),
                        "-c",
                        home.resolve("nginx/nginx.conf").toString()),
                front);
    }

    private Map<String, String> variables() {
        return Map.of("PATH", home.resolve("bin") + ":" + System.getenv("PATH"), "OPENRISK", name);
    }

    Path repository() {
        return home.resolve("repo");
    }

    Path production() {
        return home.resolve("production");
    }

    ForReal slipway() {
        return slipway;
    }

    int front() {
        return front;
    }

    /** Checks a version out and builds its images, as its team does before a release. */
    void build(String version) throws IOException, InterruptedException {
        in(repository(), "git checkout -q " + version + " && docker-compose -f docker-compose.prod.yml build --quiet");
    }

    /** Database and cache, as the runbook begins them. */
    void dataBegins() throws IOException, InterruptedException {
        Files.createDirectories(production().resolve("data"));
        in(
                repository(),
                "cp docker-compose.data.yml ../production/data/; { printf '%s\\n' COMPOSE_PROJECT_NAME=$OPENRISK-data;"
                        + " cat .env.production; } > ../production/data/.env");
        data("up -d");
    }

    String data(String words) throws IOException, InterruptedException {
        return in(production().resolve("data"), "docker-compose -f docker-compose.data.yml " + words);
    }

    /** A version at a side, and the front leads to it. */
    void sideBegins(String side, String version) throws Exception {
        build(version);
        Path folder = Files.createDirectories(production().resolve(side));
        in(
                repository(),
                "tar --exclude=./.git -cf - . | tar -xf - -C " + folder
                        + " && printf '%s\\n' COMPOSE_PROJECT_NAME=$OPENRISK-" + side + " SIDE_PORT=" + port(side)
                        + " >> " + folder + "/.env");
        in(
                folder,
                "docker-compose -f docker-compose.prod.yml up -d --no-deps frontend backend && ln -sfn " + folder
                        + " ../current");
        Servers.until(() -> isWell(side));
    }

    private boolean isWell(String side) {
        try {
            return side(side, "/api/v1/health").status() == 200;
        } catch (IOException _) {
            // a port that Docker has opened already, and behind which nobody is yet
            return false;
        }
    }

    String inside(String side, String command) throws IOException, InterruptedException {
        return in(production().resolve(side), "docker-compose -f docker-compose.prod.yml exec -T backend " + command);
    }

    Load.Answer side(String side, String path) throws IOException {
        return Load.Answer.to(port(side), "GET", path);
    }

    private int port(String side) {
        return side.equals("blue") ? blue : green;
    }

    String post(String path, String body) throws IOException, InterruptedException {
        return in(repository(), "curl -sf -d '" + body + "' http://127.0.0.1:" + front + path);
    }

    Played play(String procedure, String... more) throws InterruptedException {
        List<String> inputs =
                new ArrayList<>(List.of("production_dir=" + production(), "url=http://127.0.0.1:" + front));
        if (procedure.equals("release") || procedure.equals("rollback")) {
            inputs.add("blue_url=http://127.0.0.1:" + blue);
            inputs.add("green_url=http://127.0.0.1:" + green);
        }
        inputs.addAll(List.of(more));
        return slipway.playAgreeing(procedure, inputs);
    }

    /** What bash says to this with the machine's own tools, which has to end well. */
    String in(Path directory, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", script).directory(directory.toFile());
        builder.environment().putAll(variables());
        Path errors = home.resolve("errors");
        Process process = builder.redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(script + "\n" + said + Files.readString(errors));
        }
        return said.stripTrailing();
    }

    /** The live database's answer. */
    String sql(String query) throws IOException, InterruptedException {
        return in(
                production().resolve("data"),
                ". ./.env; docker-compose -f docker-compose.data.yml exec -T db psql -At -U $DB_USER -d $DB_NAME -c \""
                        + query + "\"");
    }

    /** Everything that users have written, and its form, in one word. */
    String sum() throws IOException, InterruptedException {
        return sql(
                "SELECT md5(concat((SELECT string_agg(r::text, '|' ORDER BY id) FROM risks r),"
                        + " (SELECT string_agg(m::text, '|' ORDER BY id) FROM mitigations m),"
                        + " (SELECT string_agg(version, '|' ORDER BY version) FROM schema_migrations),"
                        + " (SELECT string_agg(concat_ws(' ', table_name, column_name, data_type, column_default), '|' ORDER BY 1) FROM"
                        + " (SELECT * FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position) c)))");
    }

    /** What the stand-ins were called with. */
    String changesOfTheMachine() throws IOException {
        return Files.readString(home.resolve("machine.log"));
    }

    Load.Answer get(String path) throws IOException {
        return Load.Answer.to(front, "GET", path);
    }

    /** People who read risks, write new ones, and look at the front page. */
    Load users(int connections, int known) {
        return Load.on(front, connections, new Load.Habit() {
            @Override
            public Load.Wanted next(RandomGenerator dice) {
                return switch (dice.nextInt(10)) {
                    case 0, 1, 2 ->
                        new Load.Wanted("POST /api/v1/risks", risk(1 + dice.nextInt(5), 1 + dice.nextInt(5)));
                    case 3 -> new Load.Wanted("GET /", "");
                    case 4, 5 -> new Load.Wanted("GET /api/v1/risks", "");
                    default -> new Load.Wanted("GET /api/v1/risks/" + (1 + dice.nextInt(known)), "");
                };
            }

            @Override
            public String version(Load.Answer answer) {
                return answer.headers().getOrDefault("x-openrisk-version", "page");
            }
        });
    }

    static String risk(int likelihood, int impact) {
        return "{\"title\": \"Somebody trips\", \"likelihood\": %d, \"impact\": %d}".formatted(likelihood, impact);
    }

    @Override
    public void close() {
        slipway.close();
        Servers.stop(nginx);
        String mine = "label=com.docker.compose.project";
        for (String side : List.of("blue", "green", "data")) {
            String label = mine + "=" + name + "-" + side;
            remove("docker ps -aq --filter " + label, "docker rm -fv");
            remove("docker volume ls -q --filter " + label, "docker volume rm -f");
            remove("docker network ls -q --filter " + label, "docker network rm");
        }
        // By name: another system that is tested at this moment may have the same image under names of its own.
        remove("docker image ls --format '{{.Repository}}:{{.Tag}}' '" + name + "/*'", "docker image rm -f");
        // What the compilers of its builds left behind, but for what another builds on.
        Engine.said(
                "bash",
                "-c",
                "docker image ls -q --filter dangling=true --filter label=slipway.recipe | sort -u | xargs -r docker image rm || :");
    }

    private static void remove(String list, String remove) {
        Engine.said("bash", "-c", "found=$(" + list + " | sort -u); [ -z \"$found\" ] || " + remove + " $found");
    }
}
