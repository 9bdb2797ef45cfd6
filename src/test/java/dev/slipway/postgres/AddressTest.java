package dev.slipway.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Secret;
import dev.slipway.hands.Place;
import dev.slipway.hands.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressTest {

    private static Address of(String url) throws Refusal {
        return new Address.Written(
                        Optional.of("$URL"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .found(new Place.Environment(Map.of(), List.of(new Secret("URL", url)), List.of()));
    }

    private static void refused(String url, String sentence) throws Refusal {
        Address address = of(url);
        assertThatThrownBy(() -> address.jdbc("slipway"))
                .isInstanceOf(Refusal.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> address.to("other").jdbc("slipway")).isInstanceOf(Refusal.class);
    }

    @Test
    void a_program_in_java_gets_it_without_who_logs_in() throws Exception {
        assertThat(of("postgresql://ann:s3cret@db:5433/shop?sslmode=require&application_name=web")
                        .jdbc("slipway flyway"))
                .isEqualTo("jdbc:postgresql://db:5433/shop?ApplicationName=slipway%20flyway&sslmode=require");
    }

    @Test
    void what_would_lead_a_program_in_java_to_another_schema_is_refused() throws Exception {
        for (String option : List.of("currentSchema", "schema", "options")) {
            refused(
                    "postgresql://ann@db/shop?sslmode=require&" + option + "=app",
                    "the address has the option '" + option
                            + "', and programs in Java could work in another schema than Slipway looks at: take it out,"
                            + " and say it for the role, such as alter role app in database shop set search_path = app");
        }
    }

    @Test
    void one_without_a_host_would_be_another_server_for_a_program_in_java() throws Exception {
        refused("postgresql:///shop", "programs in Java reach PostgreSQL by TCP alone, and the address names no host");
        refused(
                "postgresql:///shop?host=/run/postgresql",
                "programs in Java reach PostgreSQL by TCP alone, and not by a socket in /run/postgresql");
    }
}
