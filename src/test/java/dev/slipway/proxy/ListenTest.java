package dev.slipway.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListenTest {

    @Test
    void an_address_is_read_as_people_write_it() {
        assertThat(Listen.of("127.0.0.1:8080")).isEqualTo(new Listen("127.0.0.1", 8080));
        assertThat(Listen.of(":8080")).isEqualTo(new Listen("0.0.0.0", 8080));
        assertThat(Listen.of("[::1]:80")).isEqualTo(new Listen("::1", 80)).hasToString("[::1]:80");
        assertThat(Listen.of("localhost:0")).hasToString("localhost:0");
    }

    @Test
    void anything_else_is_refused_with_an_example() {
        for (String wrong : List.of("", "8080", "host", "host:", "host:http", "host:65536", "::1:80", "host:-1")) {
            assertThatThrownBy(() -> Listen.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'" + wrong + "' is not HOST:PORT, such as 127.0.0.1:8080 or :8080");
        }
    }
}
