package dev.slipway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.ForReal.Played;
import dev.slipway.engine.Story;
import dev.slipway.examples.OpenRisk.Compose;
import dev.slipway.run.Event.Ending;
import dev.slipway.traffic.Load;
import dev.slipway.traffic.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenRisk's runbook, for real: a year of the system's life, from the empty machine on. */
@Tag("real")
class OpenRiskStoryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Compose.class)
    @Timeout(400)
    void a_year_of_releases_mistakes_and_maintenance(Compose compose) throws Exception {
        try (OpenRisk machine = new OpenRisk(folder, compose)) {
            begins(machine);
            releasesUnderLoad(machine);
            takesBadCodeBack(machine);
            takesBadMigrationBack(machine);
            losesDataAndRestoresIt(machine);
            isLookedAfter(machine);
            goesBack(machine);
        }
    }

    private static void begins(OpenRisk machine) throws Exception {
        machine.build("v1.0.0");
        succeeds(machine, machine.play("release"));

        assertThat(version(machine)).isEqualTo("1.0.0");
        for (int score = 0; score < 25; score++) {
            machine.post("/api/v1/risks", OpenRisk.risk(1 + score % 5, 5));
        }
    }

    private static void releasesUnderLoad(OpenRisk machine) throws Exception {
        machine.build("v1.1.0");
        try (Load users = machine.users(4, 25)) {
            Servers.until(() -> users.answered("1.0.0") > 50);

            succeeds(machine, machine.play("release", "watch=5s"));

            long before = users.answered("1.1.0");
            Servers.until(() -> users.answered("1.1.0") > before + 50);
            users.finish();
            assertThat(users.lost()).isEmpty();
            System.out.printf("v1 to v2: %d answered, longest gap %s%n", users.answered(), users.gap());
        }
        assertThat(version(machine)).isEqualTo("1.1.0");
        machine.post("/api/v1/risks/1/mitigations", "{\"what\": \"A handrail\"}");
    }

    private static void takesBadCodeBack(OpenRisk machine) throws Exception {
        machine.build("v1.2.0");
        try (Load users = machine.users(4, 25)) {
            Played played = machine.play("release", "watch=60s");

            assertThat(played.run().ended().map(end -> end.ending())).contains(Ending.UNDONE_AFTER_FAILURE);
            long before = users.answered("1.1.0");
            Servers.until(() -> users.answered("1.1.0") > before + 50);
            users.finish();
            assertThat(users.answered("1.2.0")).isPositive();
            assertThat(users.lost()).isNotEmpty().allMatch(lost -> lost.matches("GET /api/v1/risks/\\d+: 500"));
        }
        assertThat(version(machine)).isEqualTo("1.1.0");
    }

    private static void takesBadMigrationBack(OpenRisk machine) throws Exception {
        machine.build("v1.3.0");
        String before = machine.sum();

        Played played = machine.play("release", "watch=0s");

        assertThat(played.run().ended().map(end -> end.ending())).contains(Ending.UNDONE_AFTER_FAILURE);
        assertThat(machine.slipway().output()).anyMatch(line -> line.contains("applying 0004_scores"));
        assertThat(machine.slipway().output())
                .anyMatch(line -> line.contains("ERROR 0005_score_limit was not applied"));
        assertThat(version(machine)).isEqualTo("1.1.0");
        assertThat(machine.sum()).isEqualTo(before);
        machine.post("/api/v1/risks", OpenRisk.risk(2, 2));
    }

    private static void losesDataAndRestoresIt(OpenRisk machine) throws Exception {
        machine.data("exec -T db pg_dump -U openrisk openrisk > "
                + machine.repository().resolve("backups/daily.sql"));
        String before = machine.sum();
        machine.sql("DELETE FROM mitigations");
        machine.sql("UPDATE risks SET title = 'gone'");

        long began = System.nanoTime();
        succeeds(machine, machine.play("restore"));

        System.out.println("restore: " + Duration.ofNanos(System.nanoTime() - began));
        assertThat(machine.sum()).isEqualTo(before);
        assertThat(machine.get("/api/v1/risks/1/mitigations").body()).contains("A handrail");
    }

    private static void isLookedAfter(OpenRisk machine) throws Exception {
        machine.data("stop redis");
        assertThat(machine.play("health").run().ended()).isEmpty();
        machine.data("start redis");
        Servers.until(() -> machine.get("/api/v1/health").status() == 200);

        machine.in(machine.production().resolve("current"), "docker-compose -f docker-compose.prod.yml kill backend");
        succeeds(machine, machine.play("service-down"));
        for (String procedure :
                List.of("health", "weekly", "monthly", "quarterly", "log-retention", "data-protection")) {
            succeeds(machine, machine.play(procedure));
        }
        assertThat(machine.slipway().output())
                .contains("full-system-audit: nothing is wrong")
                .anyMatch(line -> line.matches("load-testing: p50 .* s, p95 .* s"))
                .anyMatch(line -> line.matches("disaster-recovery-drill: \\d+ risks after \\d+ s, from .*"));
        assertThat(machine.changesOfTheMachine()).isEqualTo("""
                        logrotate -v /etc/logrotate.d/openrisk
                        sudo apt-get update
                        sudo apt-get upgrade -y
                        docker pull postgres:15-alpine
                        docker pull redis:7-alpine
                        logrotate -v /etc/logrotate.d/openrisk
                        """);
    }

    private static void goesBack(OpenRisk machine) throws Exception {
        long began = System.nanoTime();
        succeeds(machine, machine.play("rollback"));

        System.out.println("rollback: " + Duration.ofNanos(System.nanoTime() - began));
        assertThat(version(machine)).isEqualTo("1.0.0");
        assertThat(machine.sql("SELECT string_agg(version, ' ' ORDER BY version) FROM schema_migrations"))
                .isEqualTo("0001_risks 0002_risks_by_status");
        assertThat(machine.get("/api/v1/risks/25").body()).contains("\"score\" : 25");
    }

    private static String version(OpenRisk machine) throws IOException {
        return machine.get("/api/v1/health").body().replaceAll(".*\"version\": \"([^\"]*)\".*", "$1");
    }

    private static void succeeds(OpenRisk machine, Played played) {
        assertThat(played.run().ended().map(end -> end.ending()))
                .as(() -> played.run().plan().title().procedure() + "\n"
                        + String.join("\n", Story.of(played.shown().events())) + "\n"
                        + String.join("\n", machine.slipway().output()))
                .contains(Ending.SUCCEEDED);
    }
}
