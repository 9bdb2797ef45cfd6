package dev.slipway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.examples.OpenRisk.Compose;
import dev.slipway.traffic.Servers;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The example's system itself, on a real engine, without Slipway: what its table of components names is there. */
@Tag("real")
class OpenRiskTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Compose.class)
    @Timeout(300)
    void two_versions_come_up_from_nothing_and_answer_at_every_address(Compose compose) throws Exception {
        try (OpenRisk machine = new OpenRisk(folder, compose)) {
            assertThat(machine.get("/").status()).isEqualTo(503);
            machine.dataBegins();

            machine.sideBegins("blue", "v1.0.0");
            assertThat(machine.get("/api/v1/risks").status()).isEqualTo(500);
            assertThat(machine.inside("blue", "openrisk migrate up"))
                    .isEqualTo("applying 0001_risks\napplying 0002_risks_by_status");
            assertThat(machine.get("/").body()).contains("<title>OpenRisk</title>");
            assertThat(machine.get("/openrisk.css").status()).isEqualTo(200);
            assertThat(machine.get("/api/v1/health").body())
                    .matches("\\{\"status\": \"ok\", \"timestamp\": \"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\","
                            + " \"version\": \"1.0.0\", \"checks\": \\{\"database\": \"ok\", \"redis\": \"ok\"}}");
            assertThat(machine.post("/api/v1/risks", OpenRisk.risk(5, 5))).startsWith("{\"id\" : 1, ");
            assertThat(machine.get("/api/v1/risks/1").body()).contains("\"score\" : 25");
            assertThat(machine.get("/api/v1/risks").body()).contains("Somebody trips");
            assertThat(machine.get("/api/v1/risks/1/mitigations").status()).isEqualTo(404);
            assertThat(machine.get("/api/v1/metrics").status()).isEqualTo(404);
            assertThat(machine.side("blue", "/api/v1/metrics").body()).contains("http_requests_total{code=\"201\"} 1");

            machine.sideBegins("green", "v1.1.0");
            assertThat(machine.inside("green", "openrisk migrate up")).isEqualTo("applying 0003_mitigations");
            assertThat(machine.get("/api/v1/health").body()).contains("\"version\": \"1.1.0\"");
            assertThat(machine.post("/api/v1/risks/1/mitigations", "{\"what\": \"A handrail\"}"))
                    .isEqualTo("{\"id\" : 1, \"what\" : \"A handrail\"}");
            assertThat(machine.get("/api/v1/risks/1/mitigations").body()).contains("A handrail");
            assertThat(machine.side("blue", "/api/v1/risks/1").status()).isEqualTo(200);

            machine.data("stop redis");
            assertThat(machine.get("/api/v1/health").body()).contains("degraded", "\"redis\": \"down\"");
            assertThat(machine.get("/api/v1/risks").status()).isEqualTo(200);
            machine.data("start redis");
            Servers.until(() -> machine.get("/api/v1/health").status() == 200);
        }
    }
}
