package dev.slipway.actions.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hands.FakePlace;
import dev.slipway.hands.FakeSite;
import dev.slipway.hands.Place;
import dev.slipway.parameters.Size;
import dev.slipway.run.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckDiskTest {
    private static final String HEAD = "Filesystem     1024-blocks      Used Available Capacity Mounted on\n";
    private static final String HALF = HEAD + "/dev/sda1        1000000    400000    500000      45% /\n";
    private final CheckDisk action = new CheckDisk();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /dev/sda1   1000 750 250 75% /                 | 25.0
            /dev/sda1   1000 700 200 78% /var              | 22.2
            overlay     1000 1000 0 100% /                 | 0.0
            server:/a b 1000 500 500 50% /mnt/a mount name | 50.0
            /dev/sda1   1000 990 -40 100% /                | 0.0
            none        0 0 0 - /proc                      | 0.0
            """)
    void df_is_read_whatever_its_names_are(String row, String share) {
        assertThat(DiskFree.read(HEAD + row + "\n").map(disk -> disk.freeShare().toPlainString()))
                .contains(share);
    }

    @Test
    void other_text_is_not_read() {
        assertThat(DiskFree.read("")).isEmpty();
        assertThat(DiskFree.read(HEAD)).isEmpty();
        assertThat(DiskFree.read(HEAD + "df: /x: No such file\n")).isEmpty();
    }

    @Test
    void enough_room_succeeds_and_says_how_much() throws InterruptedException {
        FakePlace place = FakePlace.always(new Place.Ran.Ended(0, HALF, ""));

        assertThat(action.perform(room("20%"), new FakeSite(place)))
                .isEqualTo(new Outcome.Succeeded("55.5% free, 512.0 MB", Map.of()));
        assertThat(place.commands().getFirst().words()).containsExactly("df", "-P", "-k", "--", "/data");
        assertThat(place.commands().getFirst().environment().plain()).containsEntry("LC_ALL", "C");
    }

    @Test
    void too_little_room_fails_and_says_what_is_needed() throws InterruptedException {
        FakeSite site = new FakeSite(FakePlace.always(new Place.Ran.Ended(0, HALF, "")));

        assertThat(action.perform(room("60%"), site))
                .isEqualTo(new Outcome.Failed("/data has 55.5% free, 512.0 MB, where 60% is needed"));
        assertThat(action.perform(room("1GB"), site))
                .isEqualTo(new Outcome.Failed("/data has 55.5% free, 512.0 MB, where 1.0 GB is needed"));
        assertThat(action.perform(room("500MB"), site)).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void a_path_that_is_not_there_fails_in_words() throws InterruptedException {
        FakeSite site =
                new FakeSite(FakePlace.always(new Place.Ran.Ended(1, "", "df: /data: No such file or directory\n")));

        assertThat(action.perform(room("1%"), site))
                .isEqualTo(new Outcome.Failed("df cannot look at /data: exit status 1"));
        assertThat(site.said()).containsExactly("df: /data: No such file or directory");
    }

    @Test
    void a_network_disk_that_is_gone_fails_in_time() throws InterruptedException {
        FakeSite site = new FakeSite(FakePlace.always(new Place.Ran.TooLong(Duration.ofSeconds(30))));

        assertThat(action.perform(room("1%"), site))
                .isEqualTo(new Outcome.Failed("df gave no answer about /data in 30.0 s"));
    }

    private static CheckDisk.Room room(String free) {
        Optional<Size> size = Size.parse(free);
        return new CheckDisk.Room("/data", size.orElseThrow());
    }
}
