package dev.slipway.actions.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hands.FakeSite;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckDnsTest {
    private final CheckDns action = new CheckDns();

    @TempDir
    Path folder;

    @Test
    void a_name_that_leads_where_it_should_is_well_for_each_server() throws Exception {
        try (NameServer one = NameServer.of(Map.of("shop.example.com", List.of("192.0.2.7", "2001:db8::7")));
                NameServer two = NameServer.of(Map.of("shop.example.com", List.of("2001:db8::7", "192.0.2.7")))) {
            FakeSite site = here();

            assertThat(action.perform(wanted(List.of("192.0.2.7", "2001:DB8:0::7"), one, two), site))
                    .isEqualTo(new Outcome.Succeeded("shop.example.com is 192.0.2.7, 2001:db8:0:0:0:0:0:7", Map.of()));
            assertThat(site.said())
                    .containsExactly(
                            one.address() + ": 192.0.2.7, 2001:db8:0:0:0:0:0:7",
                            two.address() + ": 192.0.2.7, 2001:db8:0:0:0:0:0:7");
        }
    }

    @Test
    void the_server_that_still_says_the_old_address_is_named() throws Exception {
        try (NameServer one = NameServer.of(Map.of("shop.example.com", List.of("192.0.2.7")));
                NameServer two = NameServer.of(Map.of("shop.example.com", List.of("192.0.2.6")))) {

            assertThat(action.perform(wanted(List.of("192.0.2.7"), one, two), here()))
                    .isEqualTo(new Outcome.Failed(
                            "shop.example.com is 192.0.2.6 for " + two.address() + ", where 192.0.2.7 is expected"));
        }
    }

    @Test
    void an_address_that_nobody_expects_is_a_difference() throws Exception {
        try (NameServer one = NameServer.of(Map.of("shop.example.com", List.of("192.0.2.7", "2001:db8::6")))) {
            assertThat(action.perform(wanted(List.of("192.0.2.7"), one), here()))
                    .isEqualTo(new Outcome.Failed("shop.example.com is 192.0.2.7, 2001:db8:0:0:0:0:0:6 for "
                            + one.address() + ", where 192.0.2.7 is expected"));
        }
    }

    @Test
    void an_alias_is_followed() throws Exception {
        try (NameServer one = NameServer.of(Map.of("shop.example.com", List.of("edge.example.net 192.0.2.9")))) {
            assertThat(action.perform(wanted(List.of("192.0.2.9"), one), here()))
                    .isEqualTo(new Outcome.Succeeded("shop.example.com is 192.0.2.9", Map.of()));
        }
    }

    @Test
    void a_name_that_the_server_does_not_know_is_said() throws Exception {
        try (NameServer one = NameServer.of(Map.of())) {
            assertThat(action.perform(wanted(List.of(), one), here()))
                    .isEqualTo(new Outcome.Failed("the name shop.example.com is not known for " + one.address()));
        }
    }

    @Test
    void a_server_that_is_silent_ends_in_time() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String server = "127.0.0.1:" + silent.getLocalPort();

            assertThat(action.perform(
                            new CheckDns.Wanted(
                                    "shop.example.com",
                                    List.of(),
                                    List.of(server),
                                    Duration.ofMillis(200),
                                    Optional.empty(),
                                    Duration.ofSeconds(1)),
                            here()))
                    .isEqualTo(new Outcome.Failed("the server " + server + " gave no answer in 200 ms"));
        }
    }

    @Test
    void without_a_server_the_place_is_asked() throws Exception {
        assertThat(action.perform(local("localhost", "127.0.0.1", "::1"), here())
                        .toString())
                .contains("localhost is ");
        assertThat(action.perform(local("no-such-host.invalid"), here()))
                .isEqualTo(new Outcome.Failed("the name no-such-host.invalid is not known here"));
    }

    @Test
    void what_is_no_name_and_no_server_is_refused() {
        assertThatThrownBy(() -> local("-rf")).hasMessage("'-rf' is not a name that DNS can have");
        assertThatThrownBy(() -> local("a.example", "b.example"))
                .hasMessage("'address' is an address such as 127.0.0.1 or ::1, not a name");
        assertThatThrownBy(() -> DnsServer.of("dns://x")).hasMessageContaining("is not a server");
        assertThat(DnsServer.of("2001:db8::1")).isEqualTo(new DnsServer("[2001:db8::1]", 53));
        assertThat(DnsServer.of("[2001:db8::1]:5353")).isEqualTo(new DnsServer("[2001:db8::1]", 5353));
    }

    private FakeSite here() {
        return new FakeSite(new LocalPlace(folder, folder));
    }

    private static CheckDns.Wanted local(String name, String... addresses) {
        return new CheckDns.Wanted(
                name, List.of(addresses), List.of(), Duration.ofSeconds(5), Optional.empty(), Duration.ofSeconds(1));
    }

    private static CheckDns.Wanted wanted(List<String> addresses, NameServer... servers) {
        return new CheckDns.Wanted(
                "shop.example.com",
                addresses,
                List.of(servers).stream().map(NameServer::address).toList(),
                Duration.ofSeconds(5),
                Optional.empty(),
                Duration.ofSeconds(1));
    }
}
