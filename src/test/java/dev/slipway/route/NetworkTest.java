package dev.slipway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "2001:db8::/32, 2001:db8:1::7, true",
        "2001:db8::/32, 2001:db9::, false",
        "::1, ::1, true",
        "::/0, 10.0.0.1, false",
    })
    void holds_its_addresses_and_no_other(String network, String address, boolean held) {
        assertThat(Network.of(network).holds(InetAddress.ofLiteral(address).getAddress()))
                .isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.0.0/8",
                "10.0.0.0/33",
                "010.0.0.0/8",
                "10.0.0.0/x",
                "1:2:3",
                "::1::",
                "::/129",
                "1:2:3:4:5:6:7:8::",
                ""
            })
    void says_what_a_network_looks_like(String written) {
        assertThatThrownBy(() -> Network.of(written))
                .hasMessage("'" + written + "' is not a network: write it as 10.0.0.0/8 or 2001:db8::/32");
    }
}
