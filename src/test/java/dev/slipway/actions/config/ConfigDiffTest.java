package dev.slipway.actions.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Data;
import dev.slipway.hands.FakeSite;
import dev.slipway.places.local.LocalPlace;
import dev.slipway.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigDiffTest {
    @TempDir
    Path folder;

    private final ConfigDiff action = new ConfigDiff();

    @Test
    void names_are_told_and_values_are_not() throws Exception {
        write("a.env", "SAME=1\nDB_PASSWORD=correct-horse\nONLY_HERE=x\nEMPTY=\n");
        write("b.env", "SAME=1\nDB_PASSWORD=battery-staple\nEMPTY=full\nONLY_THERE=y\n");
        FakeSite site = site();

        assertThat(action.perform(pair("a.env", "b.env", ConfigDiff.Wish.SHOWN), site))
                .isEqualTo(new Outcome.Succeeded(
                        "4 of 5 differ: DB_PASSWORD, EMPTY, ONLY_HERE, ONLY_THERE",
                        Map.of(
                                "differing", Data.of("DB_PASSWORD EMPTY ONLY_HERE ONLY_THERE"),
                                "count", Data.of(4))));
        assertThat(site.said()).hasSize(4);
        assertThat(site.said().get(0)).matches("DB_PASSWORD: [0-9a-f]{8} in a.env, [0-9a-f]{8} in b.env");
        assertThat(site.said().get(1)).matches("EMPTY: empty in a.env, [0-9a-f]{8} in b.env");
        assertThat(site.said().get(2)).matches("ONLY_HERE: [0-9a-f]{8} in a.env, not there in b.env");
    }

    @Test
    void a_sum_cannot_be_tried_out_with_another_steps() throws Exception {
        write("a.env", "PIN=1234\n");
        write("b.env", "PIN=9999\n");
        FakeSite one = site();
        FakeSite other = site();
        action.perform(pair("a.env", "b.env", ConfigDiff.Wish.SHOWN), one);
        action.perform(pair("a.env", "b.env", ConfigDiff.Wish.SHOWN), other);

        assertThat(one.said()).isNotEqualTo(other.said());
    }

    @Test
    void where_all_must_be_equal_a_difference_fails() throws Exception {
        write("a.yml", "server: {port: 80, hosts: [a, b]}\n");
        write("b.json", "{\"server\": {\"port\": 80, \"hosts\": [\"a\", \"c\"]}}\n");

        assertThat(action.perform(pair("a.yml", "b.json", ConfigDiff.Wish.REFUSED), site()))
                .isEqualTo(new Outcome.Failed("1 of 3 differ: server.hosts.1"));
        assertThat(action.perform(
                        new ConfigDiff.Pair(
                                "a.yml",
                                Optional.of("b.json"),
                                Optional.empty(),
                                List.of("server.hosts.1"),
                                ConfigDiff.Wish.REFUSED),
                        site()))
                .isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void what_cannot_be_read_is_told_by_its_place() throws Exception {
        write("a.env", "A=1\n");
        write("b.yml", "a: [1\n");

        assertThat(((Outcome.Failed) action.perform(pair("a.env", "b.yml", ConfigDiff.Wish.SHOWN), site())).reason())
                .startsWith("b.yml:");
        assertThat(action.perform(pair("a.env", "c.env", ConfigDiff.Wish.SHOWN), site()))
                .isEqualTo(new Outcome.Failed("sh says: there is no file c.env"));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private FakeSite site() {
        return new FakeSite(new LocalPlace(folder.resolve("state"), folder));
    }

    private static ConfigDiff.Pair pair(String one, String other, ConfigDiff.Wish wish) {
        return new ConfigDiff.Pair(one, Optional.of(other), Optional.empty(), List.of(), wish);
    }
}
